{{/* What the services are told: the values' configuration, and over it what the chart knows. */}}

{{- define "ringfence.certifierConfiguration" -}}
{{- $kafka := include "ringfence.kafka" . | fromYaml -}}
{{- $topics := include "ringfence.topics" (list . "graph-updates" "node-certificates" "graph-certificates" "graph-changelog" "dead-letters" "smoothing-tasks" "smoothing-results" "partitions" "replication") | fromYaml -}}
{{- $defaults := dict -}}
{{- $pool := dict "enabled" .Values.smoother.enabled -}}
{{- if .Values.smoother.enabled -}}
{{- $_ := set $pool "record-bytes" (int64 .Values.smoother.recordBytes) -}}
{{- $usual := dict "workers" (include "ringfence.workers" . | int) "noise" (.Values.smoother.gpu.enabled | ternary "any" "keyed") -}}
{{- $defaults = dict "smoothing" (dict "pool" $usual) -}}
{{- end -}}
{{- $own := dict "kafka" $kafka "topics" $topics "model" .Values.model.path "smoothing" (dict "pool" $pool) "management" (include "ringfence.management" . | fromYaml) -}}
{{- mergeOverwrite $defaults (deepCopy .Values.certifier.configuration) $own | toYaml -}}
{{- end -}}

{{- define "ringfence.smootherConfiguration" -}}
{{- $kafka := include "ringfence.kafka" . | fromYaml -}}
{{- $topics := include "ringfence.topics" (list . "smoothing-tasks" "smoothing-results" "partitions" "replication") | fromYaml -}}
{{- $_ := set $topics "record-bytes" (int64 .Values.smoother.recordBytes) -}}
{{- $device := .Values.smoother.gpu.enabled | ternary "gpu" "cpu" -}}
{{- $own := dict "kafka" $kafka "topics" $topics "models" (concat (list .Values.model.path) .Values.model.more) "smoothing" (dict "device" $device) "management" (include "ringfence.management" . | fromYaml) -}}
{{- mergeOverwrite (deepCopy .Values.smoother.configuration) $own | toYaml -}}
{{- end -}}

{{- define "ringfence.monitorConfiguration" -}}
{{- $auth := .Values.monitor.auth -}}
{{- $kafka := include "ringfence.kafka" . | fromYaml -}}
{{- $topics := include "ringfence.topics" (list . "node-certificates" "graph-certificates" "graph-changelog" "robustness-alerts" "replication") | fromYaml -}}
{{- $proof := dict "mode" $auth.mode -}}
{{- if eq $auth.mode "token" -}}
{{- $_ := set $proof "token-file" (printf "/etc/ringfence-auth/%s" $auth.key) -}}
{{- else if eq $auth.mode "jwt" -}}
{{- $_ := set $proof "public-key-file" (printf "/etc/ringfence-auth/%s" $auth.key) -}}
{{- end -}}
{{- $server := dict "host" (include "ringfence.serverHost" .) "port" 8090 "auth" $proof -}}
{{- $own := dict "kafka" $kafka "topics" $topics "server" $server "management" (include "ringfence.management" . | fromYaml) -}}
{{- mergeOverwrite (deepCopy .Values.monitor.configuration) $own | toYaml -}}
{{- end -}}
