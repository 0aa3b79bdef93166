using System.Text.Json.Nodes;
using Cronos;

namespace PawPal.Publishing.Tests.Policies;

internal static class JobPolicies
{
    public static IReadOnlyList<Policy> All { get; } =
    [
        new("A Job is cleared away, ends, and is not started for ever",
            cluster => cluster.Of("Job")
                .Where(one => one.At("spec.ttlSecondsAfterFinished") is null || !Ends(one["spec"]!))
                .Select(Cluster.Named),
            cluster => cluster.Of("Deployment").First()["kind"] = "Job"),
        new("A Job has a name of its own for each template",
            cluster => cluster.Of("Job").Where(one =>
                $"{one.At("metadata.name")}" == $"{Cluster.Pod(one)["serviceAccountName"]}").Select(Cluster.Named),
            cluster =>
            {
                var job = cluster.Of("Deployment").First();
                job["kind"] = "Job";
                job["metadata"]!["name"] = $"{Cluster.Pod(job)["serviceAccountName"]}";
            }),
        Scheduled("A CronJob starts in time or not at all, and never beside itself",
            one => (int?)one.At("spec.startingDeadlineSeconds") >= 60
                && $"{one.At("spec.concurrencyPolicy")}" == "Forbid",
            one => one["spec"]!.Remove("concurrencyPolicy")),
        Scheduled("A CronJob has a schedule that cron reads, of five fields, in a named zone",
            one => $"{one.At("spec.schedule")}" is var schedule && schedule.Split(' ').Length == 5
                && CronExpression.TryParse(schedule, out _) && $"{one.At("spec.timeZone")}" == "Etc/UTC",
            one => one["spec"]!["schedule"] = "61 * * * *"),
        Scheduled("A CronJob keeps a history of both ends, and clears its jobs by that alone",
            one => (int?)one.At("spec.successfulJobsHistoryLimit") >= 1
                && (int?)one.At("spec.failedJobsHistoryLimit") >= 1
                && one.At("spec.jobTemplate.spec.ttlSecondsAfterFinished") is null,
            one => one.At("spec.jobTemplate.spec")!["ttlSecondsAfterFinished"] = 60),
        Scheduled("A CronJob's jobs end before the next begin, and are not started for ever",
            one => Ends(one.At("spec.jobTemplate.spec")!)
                && (int)one.At("spec.jobTemplate.spec.activeDeadlineSeconds")! < Pause(one),
            one => one.At("spec.jobTemplate.spec")!["activeDeadlineSeconds"] = 90_000),
        Scheduled("A CronJob that is not started says why",
            one => (bool?)one.At("spec.suspend")
                == (one.At("metadata.annotations")?["pawpal.com/suspended"] is not null),
            one => one["spec"]!["suspend"] = true),
    ];

    private static bool Ends(JsonNode job) =>
        job["activeDeadlineSeconds"] is not null && job["backoffLimit"] is not null
        && $"{job.At("template.spec.restartPolicy")}" is "OnFailure" or "Never";

    private static double Pause(JsonNode cron)
    {
        var start = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);
        var times = CronExpression.Parse($"{cron.At("spec.schedule")}")
            .GetOccurrences(start, start.AddDays(3)).ToArray();
        return times.Zip(times.Skip(1), (earlier, later) => (later - earlier).TotalSeconds).Min();
    }

    private static Policy Scheduled(string rule, Func<JsonNode, bool> holds, Action<JsonNode> breakOne) =>
        Policy.Each(rule, "CronJob", holds, breakOne) with { Sample = "care" };
}
