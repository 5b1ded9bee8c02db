{{/* Beginning of all names: at most 40 characters, so that room is left for what follows. */}}
{{- define "ringfence.fullname" -}}
{{- $chart := .Values.nameOverride | default .Chart.Name -}}
{{- $both := contains $chart .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $chart) -}}
{{- .Values.fullnameOverride | default $both | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* Name of a service's objects. Takes (list root service). */}}
{{- define "ringfence.name" -}}
{{- printf "%s-%s" (include "ringfence.fullname" (index . 0)) (index . 1) -}}
{{- end -}}

{{/* What tells this release's pods from all others. */}}
{{- define "ringfence.release" -}}
app.kubernetes.io/name: {{ .Values.nameOverride | default .Chart.Name | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* What tells a service's pods from all others. Takes (list root service). */}}
{{- define "ringfence.selector" -}}
{{ include "ringfence.release" (index . 0) }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* Labels of a service's objects. Takes (list root service). */}}
{{- define "ringfence.labels" -}}
{{- $root := index . 0 -}}
{{ include "ringfence.selector" . }}
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/part-of: ringfence
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name ($root.Chart.Version | replace "+" "_") }}
{{- end -}}

{{/* Reference of an image. Takes a map with registry, repository, tag and digest. */}}
{{- define "ringfence.reference" -}}
{{- $name := .registry | empty | ternary .repository (printf "%s/%s" .registry .repository) -}}
{{- .digest | empty | ternary (printf "%s:%s" $name .tag) (printf "%s@%s" $name .digest) -}}
{{- end -}}

{{- define "ringfence.image" -}}
{{- $tag := .Values.image.tag | default .Chart.AppVersion -}}
{{- include "ringfence.reference" (dict "registry" .Values.image.registry "repository" .Values.image.repository "tag" $tag "digest" .Values.image.digest) -}}
{{- end -}}

{{- define "ringfence.smootherImage" -}}
{{- $gpu := .Values.smoother.gpu -}}
{{- if $gpu.enabled -}}
{{- $tag := printf "%s-gpu" (.Values.image.tag | default .Chart.AppVersion) -}}
{{- include "ringfence.reference" (dict "registry" .Values.image.registry "repository" ($gpu.repository | default .Values.image.repository) "tag" ($gpu.tag | default $tag) "digest" $gpu.digest) -}}
{{- else -}}
{{- include "ringfence.image" . -}}
{{- end -}}
{{- end -}}

{{/* Secret with a service's Kafka credentials. Takes (list root service). */}}
{{- define "ringfence.userSecret" -}}
{{- $root := index . 0 -}}
{{- $given := (index $root.Values.kafka.users (index . 1)).secret -}}
{{- $made := $root.Values.strimzi.users.enabled | ternary (include "ringfence.name" .) "" -}}
{{- $given | default $made -}}
{{- end -}}

{{/* The section kafka of every configuration, without secrets. */}}
{{- define "ringfence.kafka" -}}
{{- $kafka := .Values.kafka -}}
{{- $options := dict "bootstrap.servers" $kafka.bootstrapServers -}}
{{- if eq $kafka.authentication "scram-sha-512" -}}
{{- $_ := set $options "security.protocol" ($kafka.tls.enabled | ternary "SASL_SSL" "SASL_PLAINTEXT") -}}
{{- $_ := set $options "sasl.mechanism" "SCRAM-SHA-512" -}}
{{- else if $kafka.tls.enabled -}}
{{- $_ := set $options "security.protocol" "SSL" -}}
{{- end -}}
{{- if eq $kafka.authentication "tls" -}}
{{- $_ := set $options "ssl.keystore.type" "PKCS12" -}}
{{- $_ := set $options "ssl.keystore.location" (printf "/etc/ringfence-kafka/user/%s" $kafka.userKeys.keystore) -}}
{{- end -}}
{{- if and $kafka.tls.enabled $kafka.tls.caSecret -}}
{{- $_ := set $options "ssl.truststore.type" "PEM" -}}
{{- $_ := set $options "ssl.truststore.location" (printf "/etc/ringfence-kafka/ca/%s" $kafka.tls.caKey) -}}
{{- end -}}
{{- mergeOverwrite (deepCopy $kafka.options) $options | toYaml -}}
{{- end -}}

{{- define "ringfence.management" -}}
{{- dict "host" "0.0.0.0" "port" (int .Values.management.port) | toYaml -}}
{{- end -}}

{{/* Whether the services make topics. */}}
{{- define "ringfence.topicsCreate" -}}
{{- and .Values.topics.create (not .Values.strimzi.topics.enabled) -}}
{{- end -}}

{{/* Those topics of a service that are named, with how they are made. Takes (list root names…). */}}
{{- define "ringfence.topics" -}}
{{- $root := index . 0 -}}
{{- $topics := dict "create" (eq (include "ringfence.topicsCreate" $root) "true") -}}
{{- range rest . -}}
{{- $_ := set $topics . (index $root.Values.topics .) -}}
{{- end -}}
{{- $topics | toYaml -}}
{{- end -}}

{{/* The least number of workers that the certifiers cut their tasks for. */}}
{{- define "ringfence.workers" -}}
{{- .Values.smoother.autoscaling.enabled | ternary .Values.smoother.autoscaling.maxReplicas .Values.smoother.replicas -}}
{{- end -}}

{{/* A service's consumer or share group. Takes (list root service group). */}}
{{- define "ringfence.group" -}}
{{- $root := index . 0 -}}
{{- (index $root.Values (index . 1)).configuration.group | default (index . 2) -}}
{{- end -}}

{{/* How long a certifier waits for a part, in seconds. */}}
{{- define "ringfence.patienceSeconds" -}}
{{- $text := dig "smoothing" "pool" "patience" "10s" .Values.certifier.configuration -}}
{{- $number := regexFind "^[0-9]+" $text | float64 -}}
{{- $unit := regexFind "[a-z]+$" $text -}}
{{- mulf $number (index (dict "ms" 0.001 "s" 1.0 "m" 60.0 "h" 3600.0) $unit) -}}
{{- end -}}

{{- define "ringfence.serverHost" -}}
{{- eq .Values.monitor.auth.mode "off" | ternary "127.0.0.1" "0.0.0.0" -}}
{{- end -}}

{{/* Namespace of the Kafka resource. */}}
{{- define "ringfence.strimziNamespace" -}}
{{- .Values.strimzi.namespace | default .Release.Namespace -}}
{{- end -}}
