namespace PawPal.AppHost;

/// <summary>
/// What PawPal promises, tells and shows beyond what every service has. Queries are PromQL; <c>$self</c> stands for the
/// labels of the resource. Each alert has its section in docs/runbook.md.
/// </summary>
internal static class Monitoring
{
    private const string Api = "$self,http_route=~\"/api/.*\"";
    private const string Voice = "Voice";

    /// <summary>As people meet it: at the door, whatever stands behind it.</summary>
    public static IResourceBuilder<T> WithApiPromises<T>(this IResourceBuilder<T> gateway)
        where T : IResource
    {
        const string Requests = $"http_server_request_duration_seconds_count{{{Api}";
        const string Reads = $"{Api},http_request_method=\"GET\",http_response_status_code!~\"[45]..\"";
        return gateway
            // What the caller did wrong is no valid request.
            .WithSlo(
                "ApiAvailability", "Requests to the API succeed", 99.9m,
                good: $"sum(rate({Requests},http_response_status_code!~\"[45]..\"}}[$window]))",
                total: $"sum(rate({Requests},http_response_status_code!~\"4..\"}}[$window]))")
            .WithSlo(
                "ReadLatency", "Reads are answered within 100 ms", 99m,
                good: $"sum(rate(http_server_request_duration_seconds_bucket{{{Reads},le=\"0.1\"}}[$window]))",
                total: $"sum(rate(http_server_request_duration_seconds_count{{{Reads}}}[$window]))");
    }

    /// <summary>What the last health probe of the platform found.</summary>
    public static IResourceBuilder<T> WithHealthAlerts<T>(this IResourceBuilder<T> service)
        where T : IResource => service
        .WithAlert(new(
            "NotReady", AlertSeverity.Page, "2m",
            "{{ $labels.job }} cannot serve: {{ $labels.pawpal_check }} fails",
            "The check has failed on {{ $labels.instance }} for two minutes, so it gets no requests.",
            "min by (instance, pawpal_check) (pawpal_health_status{$self}) == 0"))
        .WithAlert(new(
            "Degraded", AlertSeverity.Ticket, "10m",
            "{{ $labels.job }} serves without {{ $labels.pawpal_check }}",
            "The check has found it degraded on {{ $labels.instance }} for ten minutes: "
                + "people notice little or nothing.",
            "min by (instance, pawpal_check) (pawpal_health_status{$self}) == 0.5"))
        .WithPanel(new(
            "Health", "Health checks", "1 healthy, 0.5 degraded, 0 unhealthy: the worst replica.", "short",
            [("min by (job, pawpal_check) (pawpal_health_status{$self})", "{{job}} {{pawpal_check}}")]));

    public static IResourceBuilder<T> WithVoiceMonitoring<T>(this IResourceBuilder<T> backend)
        where T : IResource
    {
        const string NoMatch = "pawpal_voice_commands_total{$self,pawpal_outcome=~\"out_of_scope|not_heard|unsure\"}";
        const string All = "pawpal_voice_commands_total{$self}";
        return backend
            // Twice the p95 of `dotnet run -c Release --project tests/Benchmarks -- voice` on two busy cores (1.05 s).
            .WithSlo(
                "VoiceTurn", "Spoken turns are answered within 2 s", 95m,
                // Prometheus 3 writes whole bounds with a fraction.
                good: "sum(rate(pawpal_voice_turn_duration_seconds_bucket"
                    + "{$self,pawpal_input=\"voice\",le=~\"2|2.0\"}[$window]))",
                total: "sum(rate(pawpal_voice_turn_duration_seconds_count{$self,pawpal_input=\"voice\"}[$window]))")
            .WithAlert(new(
                "VoiceDown", AlertSeverity.Page, "2m",
                "Spoken commands fail: speech does not answer",
                "At least three spoken commands in five minutes found no speech service. Typed ones work.",
                "sum(increase(pawpal_voice_commands_total{$self,pawpal_outcome=\"voice_down\"}[5m])) >= 3"))
            .WithAlert(new(
                "NoMatchHigh", AlertSeverity.Ticket, "30m",
                "{{ $value | humanizePercentage }} of the commands are not understood",
                "More than 40 % of the commands of half an hour, and at least ten, were not heard or not understood.",
                $"sum(rate({NoMatch}[30m])) / sum(rate({All}[30m])) > 0.4 and sum(increase({NoMatch}[30m])) >= 10"))
            .WithPanel(new(
                Voice, "Stages of a turn, p95", "95 % of the turns spend at most this time in the stage.", "s",
                [("histogram_quantile(0.95, sum by (le, pawpal_voice_stage) "
                    + "(rate(pawpal_voice_stage_duration_seconds_bucket{$self}[5m])))", "{{pawpal_voice_stage}}")]))
            .WithPanel(new(
                Voice, "Whole turns, p95", "From a command's arrival to its answer. Promised for voice: 2 s.", "s",
                [("histogram_quantile(0.95, sum by (le, pawpal_input) "
                    + "(rate(pawpal_voice_turn_duration_seconds_bucket{$self}[5m])))", "{{pawpal_input}}")]))
            .WithPanel(new(
                Voice, "No-match rate", "The share of commands that were not heard or not understood.", "percentunit",
                [($"sum(rate({NoMatch}[15m])) / sum(rate({All}[15m]))", "not understood")]))
            .WithPanel(new(
                Voice, "Commands", "Per second, by what came of them.", "short",
                [($"sum by (pawpal_outcome) (rate({All}[5m]))", "{{pawpal_outcome}}")]));
    }

    public static IResourceBuilder<T> WithSpeechPanels<T>(this IResourceBuilder<T> speech)
        where T : IResource => speech
        .WithPanel(new(
            Voice, "Recognition, p95", "From a recording to its words, waiting included.", "s",
            [("histogram_quantile(0.95, sum by (le) "
                + "(rate(pawpal_speech_recognition_duration_seconds_bucket{$self}[5m])))", "recognition")]))
        .WithPanel(new(
            Voice, "Recordings waiting", "In work or waiting for a decoder, all replicas together.", "short",
            [("sum(pawpal_speech_queue_length{$self})", "recordings")]));

    public static IResourceBuilder<T> WithCacheMonitoring<T>(this IResourceBuilder<T> backend)
        where T : IResource
    {
        const string Hits = "sum(rate(pawpal_cache_hits_total{$self}[5m]))";
        const string Misses = "sum(rate(pawpal_cache_misses_total{$self}[5m]))";
        return backend
            .WithAlert(new(
                "CacheBypassed", AlertSeverity.Ticket, "10m",
                "{{ $labels.job }} works without its cache",
                "Calls to Redis have failed for ten minutes. Nothing is lost; answers come from the database.",
                "sum(rate(pawpal_cache_skipped_total{$self}[5m])) > 0"))
            .WithPanel(new(
                "Cache", "Hit rate", "The share of reads that Redis answered.", "percentunit",
                [($"{Hits} / ({Hits} + {Misses})", "hits")]))
            .WithPanel(new(
                "Cache", "Vocabularies at hand", "The share of commands whose household's words were at hand.",
                "percentunit",
                [("sum(rate(pawpal_cache_requests_total{$self,pawpal_outcome=\"hit\"}[5m])) "
                    + "/ sum(rate(pawpal_cache_requests_total{$self}[5m]))", "at hand")]))
            .WithPanel(new(
                "Cache", "Calls without the cache", "Per second, by why: it failed, was too slow, or is left alone.",
                "short",
                [("sum by (pawpal_reason) (rate(pawpal_cache_skipped_total{$self}[5m]))", "{{pawpal_reason}}")]));
    }

    private static IResourceBuilder<T> WithReminderMonitoring<T>(this IResourceBuilder<T> worker)
        where T : IResource
    {
        const string Reminders = "Reminders";
        const string Lateness = "pawpal_reminder_lateness_seconds";
        return worker
            .WithSlo(
                "ReminderLateness", "Reminders are handed over within 60 s", 99.9m,
                // Prometheus 3 writes whole bounds with a fraction.
                good: $"sum(rate({Lateness}_bucket{{$self,le=~\"60|60.0\"}}[$window]))",
                total: $"sum(rate({Lateness}_count{{$self}}[$window]))")
            .WithAlert(new(
                "RemindersWaiting", AlertSeverity.Page, "2m",
                "A due reminder has waited for {{ $value | humanizeDuration }}",
                "No worker deals with what is due: nobody is told of feedings, doses and appointments.",
                // A worker that hangs tells how long it has not looked; one that works is enough.
                "min(pawpal_reminder_oldest_age_seconds{$self}) > 60"))
            .WithPanel(new(
                Reminders, "Lateness, p99", "From when a reminder was due to when it was handed over. Promised: 60 s.",
                "s",
                [($"histogram_quantile(0.99, sum by (le) (rate({Lateness}_bucket{{$self}}[5m])))", "late")]))
            .WithPanel(new(
                Reminders, "Due reminders dealt with", "Per second: first told, told again, appointments.", "short",
                [("sum by (pawpal_reminder_kind) (rate(pawpal_reminder_claimed_total{$self}[5m]))",
                    "{{pawpal_reminder_kind}}")]))
            .WithPanel(new(
                Reminders, "Oldest due reminder", "How long it has waited.", "s",
                [("min(pawpal_reminder_oldest_age_seconds{$self})", "waiting")]));
    }

    private static IResourceBuilder<T> WithDeliveryMonitoring<T>(this IResourceBuilder<T> worker)
        where T : IResource => worker
        .WithAlert(new(
            "OutboxWaiting", AlertSeverity.Ticket, "5m",
            "What households changed has waited for {{ $value | humanizeDuration }} to be told",
            "No worker empties the outbox: webhooks and mails are late. Nothing is lost.",
            "min(pawpal_outbox_age_seconds{$self}) > 60"))
        .WithPanel(new(
            "Reminders", "Outbox", "Age of the oldest change that nobody outside has heard of: a second or two.",
            "s",
            [("min(pawpal_outbox_age_seconds{$self})", "waiting")]));

    public static IResourceBuilder<T> WithDataMonitoring<T>(this IResourceBuilder<T> worker)
        where T : IResource => worker
        .WithReminderMonitoring()
        .WithDeliveryMonitoring()
        .WithAlert(new(
            "RetentionStalled", AlertSeverity.Ticket, "5m",
            "Data whose time is over is no longer deleted",
            "No worker has gone round for an hour; a round is due every five minutes.",
            "min(pawpal_retention_age_seconds{$self}) > 3600"))
        .WithPanel(new(
            "Data", "Last round of retention", "How long ago data whose time is over was last deleted.", "s",
            [("min(pawpal_retention_age_seconds{$self})", "age")]))
        .WithAlert(new(
            "DatabaseBackupOld", AlertSeverity.Page, "5m",
            "The last good backup of the database is {{ $value | humanizeDuration }} old",
            "One is made every hour. What was written since would be lost with the database.",
            "min(pawpal_backup_age_seconds{$self,kind=\"database\"}) > 7200")
        { When = DeploymentFeature.Backup })
        .WithAlert(new(
            "FileBackupOld", AlertSeverity.Ticket, "5m",
            "The last good backup of the files is {{ $value | humanizeDuration }} old",
            "One is made every day.",
            "min(pawpal_backup_age_seconds{$self,kind=\"files\"}) > 93600")
        { When = DeploymentFeature.FileBackup })
        .WithPanel(new(
            "Data", "Backup age",
            "Since the last good backup. Promised: an hour for the database, a day for files.", "s",
            [("min by (kind) (pawpal_backup_age_seconds{$self})", "{{kind}}")])
        { When = DeploymentFeature.Backup })
        .WithAlert(new(
            "ReplicationLagging", AlertSeverity.Ticket, "5m",
            "A replica of the database is {{ $value | humanizeDuration }} behind",
            "What is read from {{ $labels.replica }} is so old.",
            "max by (replica) (pawpal_database_replication_lag_seconds{$self}) > 30")
        { When = DeploymentFeature.ReadReplicas })
        .WithPanel(new(
            "Data", "Replication lag", "How old what a replica has not replayed is.", "s",
            [("max by (replica) (pawpal_database_replication_lag_seconds{$self})", "{{replica}}")])
        { When = DeploymentFeature.ReadReplicas });
}
