{{/* The least rights of each user: maps of service to a list of type, name, pattern, operations. A test compares with the code. */}}
{{- define "ringfence.rights" -}}
{{- $topics := .Values.topics -}}
{{- $certifiers := include "ringfence.group" (list . "certifier" "ringfence-certifier") -}}
{{- $smoothers := include "ringfence.group" (list . "smoother" "ringfence-smoothers") -}}
{{- $create := eq (include "ringfence.topicsCreate" .) "true" -}}
{{- $made := $create | ternary (list "Create") list -}}
{{- $pool := .Values.smoother.enabled -}}
{{- $tasks := index $topics "smoothing-tasks" -}}
{{- $results := index $topics "smoothing-results" -}}
{{- $alerts := index $topics "robustness-alerts" -}}
{{- $withdrawals := include "ringfence.withdrawals" . -}}
{{- $users := dict -}}
{{- $certifier := list -}}
{{- $certifier = append $certifier (list "topic" (index $topics "graph-updates") (concat (list "Read") $made)) -}}
{{- $certifier = append $certifier (list "topic" (index $topics "node-certificates") (concat (list "Read" "Write") $made)) -}}
{{- $certifier = append $certifier (list "topic" (index $topics "graph-certificates") (concat (list "Write") $made)) -}}
{{- $certifier = append $certifier (list "topic" (index $topics "graph-changelog") (concat (list "Read" "Write") $made)) -}}
{{- $certifier = append $certifier (list "topic" (index $topics "dead-letters") (concat (list "Write" "DescribeConfigs") $made)) -}}
{{- $certifier = append $certifier (list "group" $certifiers (list "Read")) -}}
{{- $certifier = append $certifier (list "transactionalId" (printf "%s-" $certifiers) (list "Write") "prefix") -}}
{{- if $pool -}}
{{- $certifier = append $certifier (list "topic" $tasks (concat (list "Write" "DescribeConfigs") $made)) -}}
{{- $certifier = append $certifier (list "topic" $withdrawals (concat (list "Write") $made)) -}}
{{- $certifier = append $certifier (list "topic" $results (concat (list "Read" "DescribeConfigs") $made)) -}}
{{- $smoother := list -}}
{{- $smoother = append $smoother (list "topic" $tasks (concat (list "Read" "DescribeConfigs") $made)) -}}
{{- $smoother = append $smoother (list "topic" $withdrawals (concat (list "Read") $made)) -}}
{{- $smoother = append $smoother (list "topic" $results (concat (list "Write" "DescribeConfigs") $made)) -}}
{{- $smoother = append $smoother (list "group" $smoothers (list "Read" "AlterConfigs")) -}}
{{- $_ := set $users "smoother" $smoother -}}
{{- end -}}
{{- $_ := set $users "certifier" $certifier -}}
{{- if .Values.monitor.enabled -}}
{{- $monitor := list -}}
{{- $monitor = append $monitor (list "topic" (index $topics "node-certificates") (list "Read")) -}}
{{- $monitor = append $monitor (list "topic" (index $topics "graph-certificates") (list "Read")) -}}
{{- if dig "structure" true .Values.monitor.configuration -}}
{{- $monitor = append $monitor (list "topic" (index $topics "graph-changelog") (list "Read")) -}}
{{- end -}}
{{- $monitor = append $monitor (list "topic" $alerts (concat (list "Read" "Write") $made)) -}}
{{- $_ := set $users "monitor" $monitor -}}
{{- end -}}
{{- if .Values.strimzi.users.producer -}}
{{- $_ := set $users "producer" (list (list "topic" (index $topics "graph-updates") (list "Write"))) -}}
{{- end -}}
{{- if .Values.strimzi.users.consumer -}}
{{- $_ := set $users "consumer" (list (list "topic" (index $topics "node-certificates") (list "Read")) (list "topic" (index $topics "graph-certificates") (list "Read")) (list "topic" $alerts (list "Read")) (list "group" .Values.strimzi.users.consumerGroup (list "Read"))) -}}
{{- end -}}
{{- $users | toYaml -}}
{{- end -}}
