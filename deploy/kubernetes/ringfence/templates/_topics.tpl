{{/* The topics as the services would create them: a list of name, partitions, config. A test compares with the code. */}}
{{- define "ringfence.declarations" -}}
{{- $topics := .Values.topics -}}
{{- $many := int $topics.partitions -}}
{{- $record := dig "graph" "record-bytes" 1048576 .Values.certifier.configuration | int64 -}}
{{- $large := dict "max.message.bytes" (add (max $record 1048588) 65536) -}}
{{- $day := 86400000 -}}
{{- $compacted := dict "cleanup.policy" "compact" "segment.bytes" 33554432 "segment.ms" 3600000 "min.cleanable.dirty.ratio" 0.2 "max.compaction.lag.ms" 7200000 "delete.retention.ms" $day -}}
{{- $all := list -}}
{{- $all = append $all (dict "name" (index $topics "graph-updates") "partitions" $many "config" (dict "cleanup.policy" "delete" "retention.ms" (mul 7 $day))) -}}
{{- $all = append $all (dict "name" (index $topics "node-certificates") "partitions" $many "config" $compacted) -}}
{{- $all = append $all (dict "name" (index $topics "graph-certificates") "partitions" $many "config" (merge (dict) $compacted $large)) -}}
{{- $all = append $all (dict "name" (index $topics "graph-changelog") "partitions" $many "config" (merge (dict) $compacted $large)) -}}
{{- $all = append $all (dict "name" (index $topics "dead-letters") "partitions" $many "config" (merge (dict "cleanup.policy" "delete" "retention.ms" (mul 30 $day)) $large)) -}}
{{- if .Values.smoother.enabled -}}
{{- $pool := dict "cleanup.policy" "delete" "retention.ms" 3600000 "segment.ms" 3600000 "max.message.bytes" (add (int64 .Values.smoother.recordBytes) 16384) -}}
{{- $all = append $all (dict "name" (index $topics "smoothing-tasks") "partitions" $many "config" $pool) -}}
{{- $all = append $all (dict "name" (index $topics "smoothing-results") "partitions" $many "config" $pool) -}}
{{- $all = append $all (dict "name" (include "ringfence.withdrawals" .) "partitions" 1 "config" $pool) -}}
{{- end -}}
{{- if .Values.monitor.enabled -}}
{{- $all = append $all (dict "name" (index $topics "robustness-alerts") "partitions" 1 "config" (dict "cleanup.policy" "delete")) -}}
{{- end -}}
{{- $all | toYaml -}}
{{- end -}}

{{/* Where certifiers call tasks back. */}}
{{- define "ringfence.withdrawals" -}}
{{- printf "%s-withdrawn" (index .Values.topics "smoothing-tasks") -}}
{{- end -}}
