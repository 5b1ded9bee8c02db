{{/* What several values must obey together; all faults are told at once. */}}
{{- define "ringfence.checks" -}}
{{- $faults := concat (include "ringfence.kafkaFaults" . | fromYamlArray) (include "ringfence.modelFaults" . | fromYamlArray) (include "ringfence.smootherFaults" . | fromYamlArray) (include "ringfence.monitorFaults" . | fromYamlArray) (include "ringfence.strimziFaults" . | fromYamlArray) -}}
{{- if $faults -}}
{{- fail (printf "\nThese values cannot be used:\n  - %s\n" (join "\n  - " $faults)) -}}
{{- end -}}
{{- end -}}

{{- define "ringfence.kafkaFaults" -}}
{{- $faults := list -}}
{{- if and .Values.monitoring.podMonitor.enabled (not .Values.management.tokenSecret) -}}
{{- $faults = append $faults "monitoring.podMonitor.enabled is true and management.tokenSecret is empty: metrics are told to nobody without a token; name a Secret with one." -}}
{{- end -}}
{{- $kafka := .Values.kafka -}}
{{- if not $kafka.bootstrapServers -}}
{{- $faults = append $faults "kafka.bootstrapServers is empty; give host:port of at least one broker, several with commas between." -}}
{{- end -}}
{{- if and (eq $kafka.authentication "tls") (not $kafka.tls.enabled) -}}
{{- $faults = append $faults "kafka.authentication is tls, which needs encrypted connections; set kafka.tls.enabled: true." -}}
{{- end -}}
{{- if ne $kafka.authentication "none" -}}
{{- range $service := include "ringfence.services" . | fromYamlArray -}}
{{- if not (include "ringfence.userSecret" (list $ $service)) -}}
{{- $faults = append $faults (printf "kafka.authentication is %s and kafka.users.%s.secret is empty; name the Secret with its credentials, or set strimzi.users.enabled: true." $kafka.authentication $service) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $places := dict "kafka.options" $kafka.options -}}
{{- range $service := list "certifier" "smoother" "monitor" -}}
{{- $own := (index $.Values $service).configuration.kafka | default dict -}}
{{- $_ := set $places (printf "%s.configuration.kafka" $service) (omit $own "consumer" "producer" "admin") -}}
{{- range $client := list "consumer" "producer" "admin" -}}
{{- $_ := set $places (printf "%s.configuration.kafka.%s" $service $client) (get $own $client | default dict) -}}
{{- end -}}
{{- end -}}
{{- range $place, $options := $places -}}
{{- range $option, $_ := $options -}}
{{- if regexMatch "(?i)password|passphrase|secret|token|credential|jaas|private.?key|keystore\\.key" $option -}}
{{- $faults = append $faults (printf "%s has '%s', a secret, and no value may hold one; put it into a Secret as RINGFENCE_KAFKA_%s and name that in envFromSecrets." $place $option ($option | upper | replace "." "_")) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $faults | toYaml -}}
{{- end -}}

{{- define "ringfence.modelFaults" -}}
{{- $faults := list -}}
{{- $model := .Values.model -}}
{{- if and (eq $model.source "claim") (not $model.claim) -}}
{{- $faults = append $faults "model.claim is empty; name the PersistentVolumeClaim with the model bundle, or set model.source to image or init." -}}
{{- end -}}
{{- if and (eq $model.source "image") (not $model.image) -}}
{{- $faults = append $faults "model.image is empty; give the reference of an image that holds the bundle, or set model.source to claim or init." -}}
{{- end -}}
{{- if and (eq $model.source "init") (not $model.init.image) -}}
{{- $faults = append $faults "model.init.image is empty; give an image whose command copies the bundle to /models, or set model.source to claim or image." -}}
{{- end -}}
{{- $faults | toYaml -}}
{{- end -}}

{{- define "ringfence.smootherFaults" -}}
{{- $faults := list -}}
{{- $scaling := .Values.smoother.autoscaling -}}
{{- if and .Values.smoother.enabled $scaling.enabled -}}
{{- if not $scaling.prometheus.address -}}
{{- $faults = append $faults "smoother.autoscaling.prometheus.address is empty; give the address of a Prometheus that scrapes the certifiers: KEDA's kafka trigger cannot see the backlog of a share group." -}}
{{- end -}}
{{- if gt (int $scaling.minReplicas) (int $scaling.maxReplicas) -}}
{{- $faults = append $faults (printf "smoother.autoscaling.minReplicas is %d and maxReplicas %d; the least must not be above the most." (int $scaling.minReplicas) (int $scaling.maxReplicas)) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.smoother.gpu.enabled (not .Values.smoother.enabled) -}}
{{- $faults = append $faults "smoother.gpu.enabled is true and smoother.enabled is not; set both, or none." -}}
{{- end -}}
{{- if and .Values.smoother.gpu.enabled (eq (dig "smoothing" "pool" "noise" "any" .Values.certifier.configuration) "keyed") -}}
{{- $faults = append $faults "certifier.configuration.smoothing.pool.noise is keyed, and no GPU draws that noise: smoother.gpu.enabled would start workers without work; set noise to any, or gpu.enabled to false." -}}
{{- end -}}
{{- $faults | toYaml -}}
{{- end -}}

{{- define "ringfence.monitorFaults" -}}
{{- $faults := list -}}
{{- if .Values.monitor.enabled -}}
{{- $auth := .Values.monitor.auth -}}
{{- $more := dig "server" "auth" dict .Values.monitor.configuration -}}
{{- if and .Values.monitor.ingress.enabled (eq $auth.mode "off") -}}
{{- $faults = append $faults "monitor.ingress.enabled is true and monitor.auth.mode off: the page would be open to everyone; set the mode to token, jwt or oidc." -}}
{{- end -}}
{{- if and .Values.monitor.ingress.enabled (not .Values.monitor.ingress.host) -}}
{{- $faults = append $faults "monitor.ingress.host is empty; give the host name of the page, or set monitor.ingress.enabled: false." -}}
{{- end -}}
{{- if and (has $auth.mode (list "token" "jwt")) (not $auth.secret) -}}
{{- $faults = append $faults (printf "monitor.auth.mode is %s and monitor.auth.secret is empty; name the Secret with the %s." $auth.mode (eq $auth.mode "token" | ternary "token" "public key")) -}}
{{- end -}}
{{- range $key := get (dict "jwt" (list "issuer" "audience") "oidc" (list "issuer" "client-id" "audience")) $auth.mode | default list -}}
{{- if not (get $more $key) -}}
{{- $faults = append $faults (printf "monitor.auth.mode is %s and monitor.configuration.server.auth.%s is not set; set it." $auth.mode $key) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $faults | toYaml -}}
{{- end -}}

{{- define "ringfence.strimziFaults" -}}
{{- $faults := list -}}
{{- $strimzi := .Values.strimzi -}}
{{- if and (or $strimzi.topics.enabled $strimzi.users.enabled) (not $strimzi.cluster) -}}
{{- $faults = append $faults "strimzi.cluster is empty; name the Kafka resource that topics and users belong to." -}}
{{- end -}}
{{- if and $strimzi.users.enabled (eq .Values.kafka.authentication "none") -}}
{{- $faults = append $faults "strimzi.users.enabled is true and kafka.authentication none: nobody would be the users that are made; set it to scram-sha-512 or tls." -}}
{{- end -}}
{{- if and $strimzi.users.enabled (ne (include "ringfence.strimziNamespace" .) .Release.Namespace) -}}
{{- range $service := include "ringfence.services" . | fromYamlArray -}}
{{- if not (index $.Values.kafka.users $service).secret -}}
{{- $faults = append $faults (printf "Strimzi makes the Secret of the %s in namespace '%s' and pods read those of '%s'; copy it and name the copy in kafka.users.%s.secret, or leave strimzi.namespace empty." $service $strimzi.namespace $.Release.Namespace $service) -}}
{{- end -}}
{{- end -}}
{{- end -}}
{{- $faults | toYaml -}}
{{- end -}}
