{{/* The services that run. */}}
{{- define "ringfence.services" -}}
{{- $services := list "certifier" -}}
{{- if .Values.smoother.enabled -}}{{- $services = append $services "smoother" -}}{{- end -}}
{{- if .Values.monitor.enabled -}}{{- $services = append $services "monitor" -}}{{- end -}}
{{- $services | toYaml -}}
{{- end -}}

{{/* Name of a service's configuration file. */}}
{{- define "ringfence.file" -}}
{{- get (dict "certifier" "ringfence.yaml" "smoother" "smoother.yaml" "monitor" "monitor.yaml") . -}}
{{- end -}}

{{/* The program's command that is a service. */}}
{{- define "ringfence.command" -}}
{{- get (dict "certifier" "serve" "smoother" "smooth" "monitor" "monitor") . -}}
{{- end -}}

{{- define "ringfence.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end -}}

{{- define "ringfence.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end -}}

{{/* Pod template of a service, from metadata on. Takes (list root service). */}}
{{- define "ringfence.pod" -}}
{{- $root := index . 0 -}}
{{- $service := index . 1 -}}
{{- $values := index $root.Values $service -}}
{{- $name := include "ringfence.name" . -}}
{{- $file := include "ringfence.file" $service -}}
{{- $kafka := $root.Values.kafka -}}
{{- $gpu := and (eq $service "smoother") $root.Values.smoother.gpu.enabled -}}
{{- $withModel := ne $service "monitor" -}}
{{- $withAuth := and (eq $service "monitor") (has $root.Values.monitor.auth.mode (list "token" "jwt")) -}}
metadata:
  labels:
    {{- include "ringfence.labels" . | nindent 4 }}
    {{- with $values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # Another configuration, other pods.
    ringfence.io/configuration: {{ include (printf "ringfence.%sConfiguration" $service) $root | sha256sum }}
    {{- with $values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ $name }}
  automountServiceAccountToken: false
  # A Service with the name of a Kafka cluster would otherwise become a setting: RINGFENCE_KAFKA_….
  enableServiceLinks: false
  terminationGracePeriodSeconds: {{ $values.terminationGracePeriodSeconds }}
  securityContext:
    {{- include "ringfence.podSecurity" . | nindent 4 }}
  {{- with $root.Values.image.pullSecrets }}
  imagePullSecrets:
    {{- range . }}
    - name: {{ . }}
    {{- end }}
  {{- end }}
  {{- with $values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  {{- if and $gpu $root.Values.smoother.gpu.runtimeClassName }}
  runtimeClassName: {{ $root.Values.smoother.gpu.runtimeClassName }}
  {{- end }}
  {{- with $values.nodeSelector }}
  nodeSelector:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.tolerations }}
  tolerations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with $values.affinity }}
  affinity:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  topologySpreadConstraints:
    {{- if $values.topologySpreadConstraints }}
    {{- toYaml $values.topologySpreadConstraints | nindent 4 }}
    {{- else }}
    {{- range $key := list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
    - maxSkew: 1
      topologyKey: {{ $key }}
      whenUnsatisfiable: ScheduleAnyway
      labelSelector:
        matchLabels:
          {{- include "ringfence.selector" (list $root $service) | nindent 10 }}
    {{- end }}
    {{- end }}
  {{- if and $withModel (eq $root.Values.model.source "init") }}
  initContainers:
    - name: model
      image: {{ $root.Values.model.init.image }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      {{- with $root.Values.model.init.command }}
      command:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with $root.Values.model.init.envFromSecrets }}
      envFrom:
        {{- range . }}
        - secretRef:
            name: {{ . }}
        {{- end }}
      {{- end }}
      securityContext:
        {{- include "ringfence.containerSecurity" . | nindent 8 }}
      resources:
        requests:
          cpu: 100m
          memory: 128Mi
        limits:
          memory: 512Mi
      volumeMounts:
        - name: models
          mountPath: /models
        - name: tmp
          mountPath: /tmp
  {{- end }}
  containers:
    - name: {{ $service }}
      image: {{ $gpu | ternary (include "ringfence.smootherImage" $root) (include "ringfence.image" $root) }}
      imagePullPolicy: {{ $root.Values.image.pullPolicy }}
      args:
        - {{ include "ringfence.command" $service }}
        - --config
        - /etc/ringfence/{{ $file }}
      env:
        - name: RINGFENCE_JAVA_OPTS
          value: {{ $values.javaOptions | quote }}
        # The image sets it, and a variable wins over the file.
        - name: RINGFENCE_MANAGEMENT_PORT
          value: {{ $root.Values.management.port | quote }}
        {{- with $root.Values.management.tokenSecret }}
        - name: RINGFENCE_MANAGEMENT_TOKEN
          valueFrom:
            secretKeyRef:
              name: {{ . }}
              key: {{ $root.Values.management.tokenKey }}
        {{- end }}
        {{- if ne $service "monitor" }}
        - name: {{ eq $service "certifier" | ternary "RINGFENCE_INSTANCE_ID" "RINGFENCE_WORKER_ID" }}
          valueFrom:
            fieldRef:
              fieldPath: metadata.name
        {{- end }}
        {{- if eq $kafka.authentication "scram-sha-512" }}
        - name: RINGFENCE_KAFKA_SASL_JAAS_CONFIG
          valueFrom:
            secretKeyRef:
              name: {{ include "ringfence.userSecret" . }}
              key: {{ $kafka.userKeys.jaas }}
        {{- else if eq $kafka.authentication "tls" }}
        - name: RINGFENCE_KAFKA_SSL_KEYSTORE_PASSWORD
          valueFrom:
            secretKeyRef:
              name: {{ include "ringfence.userSecret" . }}
              key: {{ $kafka.userKeys.keystorePassword }}
        {{- end }}
      {{- with $values.envFromSecrets }}
      envFrom:
        {{- range . }}
        - secretRef:
            name: {{ . }}
        {{- end }}
      {{- end }}
      ports:
        - name: management
          containerPort: {{ $root.Values.management.port }}
          protocol: TCP
        {{- if eq $service "monitor" }}
        - name: http
          containerPort: 8090
          protocol: TCP
        {{- end }}
      startupProbe:
        httpGet:
          path: /health/started
          port: management
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: {{ div (add $values.startupSeconds 4) 5 }}
      readinessProbe:
        httpGet:
          path: /health/ready
          port: management
        periodSeconds: 5
        timeoutSeconds: 3
        failureThreshold: 2
      livenessProbe:
        httpGet:
          path: /health/live
          port: management
        periodSeconds: 10
        timeoutSeconds: 5
        failureThreshold: 6
      {{- $resources := deepCopy $values.resources }}
      {{- if $gpu }}
      {{- $limits := merge (dict $root.Values.smoother.gpu.resource (int $root.Values.smoother.gpu.count)) ($resources.limits | default dict) }}
      {{- $_ := set $resources "limits" $limits }}
      {{- end }}
      resources:
        {{- toYaml $resources | nindent 8 }}
      securityContext:
        {{- include "ringfence.containerSecurity" . | nindent 8 }}
      volumeMounts:
        - name: configuration
          mountPath: /etc/ringfence
          readOnly: true
        - name: state
          mountPath: /var/lib/ringfence
        - name: tmp
          mountPath: /tmp
        {{- if $withModel }}
        - name: models
          mountPath: /models
          readOnly: true
        {{- end }}
        {{- if and $gpu $root.Values.smoother.gpu.libtorchClaim }}
        - name: libtorch
          mountPath: /opt/libtorch
          readOnly: true
        {{- end }}
        {{- if and $kafka.tls.enabled $kafka.tls.caSecret }}
        - name: kafka-ca
          mountPath: /etc/ringfence-kafka/ca
          readOnly: true
        {{- end }}
        {{- if eq $kafka.authentication "tls" }}
        - name: kafka-user
          mountPath: /etc/ringfence-kafka/user
          readOnly: true
        {{- end }}
        {{- if $withAuth }}
        - name: auth
          mountPath: /etc/ringfence-auth
          readOnly: true
        {{- end }}
        {{- if eq $service "monitor" }}
        {{- range $values.secretFiles }}
        - name: secret-{{ .name }}
          mountPath: /etc/ringfence-secrets/{{ .name }}
          readOnly: true
        {{- end }}
        {{- end }}
  volumes:
    - name: configuration
      configMap:
        name: {{ $name }}
    - name: state
      emptyDir: {}
    - name: tmp
      emptyDir: {}
    {{- if $withModel }}
    - name: models
      {{- if eq $root.Values.model.source "claim" }}
      persistentVolumeClaim:
        claimName: {{ $root.Values.model.claim }}
        readOnly: true
      {{- else if eq $root.Values.model.source "image" }}
      image:
        reference: {{ $root.Values.model.image }}
        pullPolicy: {{ $root.Values.image.pullPolicy }}
      {{- else }}
      emptyDir:
        sizeLimit: {{ $root.Values.model.init.sizeLimit }}
      {{- end }}
    {{- end }}
    {{- if and $gpu $root.Values.smoother.gpu.libtorchClaim }}
    - name: libtorch
      persistentVolumeClaim:
        claimName: {{ $root.Values.smoother.gpu.libtorchClaim }}
        readOnly: true
    {{- end }}
    {{- if and $kafka.tls.enabled $kafka.tls.caSecret }}
    - name: kafka-ca
      secret:
        secretName: {{ $kafka.tls.caSecret }}
        items:
          - key: {{ $kafka.tls.caKey }}
            path: {{ $kafka.tls.caKey }}
    {{- end }}
    {{- if eq $kafka.authentication "tls" }}
    - name: kafka-user
      secret:
        secretName: {{ include "ringfence.userSecret" . }}
        defaultMode: 0440
        items:
          - key: {{ $kafka.userKeys.keystore }}
            path: {{ $kafka.userKeys.keystore }}
    {{- end }}
    {{- if $withAuth }}
    - name: auth
      secret:
        secretName: {{ $root.Values.monitor.auth.secret }}
        defaultMode: 0440
        items:
          - key: {{ $root.Values.monitor.auth.key }}
            path: {{ $root.Values.monitor.auth.key }}
    {{- end }}
    {{- if eq $service "monitor" }}
    {{- range $values.secretFiles }}
    - name: secret-{{ .name }}
      secret:
        secretName: {{ .secret }}
        defaultMode: 0440
    {{- end }}
    {{- end }}
{{- end -}}
