using Cronos;
using k8s.Models;
using PawPal.Publishing.Applications;

namespace PawPal.Publishing.Kubernetes;

/// <summary>Writes what runs to its end: once for a release, or at set times.</summary>
/// <param name="digests">Digests of own images that are not in their names, by name without tag.</param>
internal sealed class JobWriter(ObjectNames names, PodWriter pods, IReadOnlyDictionary<string, string> digests)
{
    /// <summary>So long a finished job can be looked at.</summary>
    private const int LifetimeSeconds = 3600;

    /// <summary>A job that takes longer has met something a person must see.</summary>
    private const int DeadlineSeconds = 1800;

    /// <summary>With the waits that grow between them, attempts last until the deadline.</summary>
    private const int Attempts = 10;

    private const int ChecksumLength = 8;
    private static readonly TimeSpan LongestRun = TimeSpan.FromHours(6);
    private static readonly TimeSpan LatestStart = TimeSpan.FromHours(1);

    /// <summary>
    /// A template of a job cannot be changed, so its checksum is part of the name: another release is another job, and
    /// the same one applied again changes nothing.
    /// </summary>
    public V1Job Job(Workload workload)
    {
        var template = pods.Template(workload, "OnFailure");
        // A digest reaches the template only in kustomize.
        var digest = digests.GetValueOrDefault(workload.Image.Repository);
        var name = $"{workload.ObjectName}-{PodChecksum.Of(template, digest)[..ChecksumLength]}";
        return new()
        {
            ApiVersion = "batch/v1",
            Kind = "Job",
            Metadata = Exceptions.On(names.Meta(name, workload), workload),
            Spec = new()
            {
                BackoffLimit = Attempts,
                ActiveDeadlineSeconds = DeadlineSeconds,
                TtlSecondsAfterFinished = LifetimeSeconds,
                Template = template,
            },
        };
    }

    public V1CronJob CronJob(Workload workload)
    {
        var pause = Pause(workload.Backup!.Schedule);
        var meta = Exceptions.On(names.Meta(workload.ObjectName, workload), workload);
        if (workload.Suspended is { } reason)
            meta.Annotations["pawpal.com/suspended"] = reason;
        return new()
        {
            ApiVersion = "batch/v1",
            Kind = "CronJob",
            Metadata = meta,
            Spec = new()
            {
                Schedule = workload.Backup.Schedule,
                TimeZone = "Etc/UTC",
                ConcurrencyPolicy = "Forbid",
                StartingDeadlineSeconds = Seconds(pause / 3, LatestStart),
                SuccessfulJobsHistoryLimit = 3,
                FailedJobsHistoryLimit = 3,
                Suspend = workload.Suspended is not null,
                JobTemplate = new()
                {
                    Metadata = new() { Labels = names.PodLabels(workload) },
                    Spec = new()
                    {
                        // A pod for each attempt: the log of the one that failed stays.
                        BackoffLimit = 2,
                        ActiveDeadlineSeconds = Seconds(pause * 5 / 6, LongestRun),
                        Template = pods.Template(workload, "Never"),
                    },
                },
            },
        };
    }

    private static int Seconds(TimeSpan time, TimeSpan most) => (int)(time < most ? time : most).TotalSeconds;

    /// <summary>The shortest time between two starts of a day.</summary>
    private static TimeSpan Pause(string schedule)
    {
        var start = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        var times = CronExpression.Parse(schedule).GetOccurrences(start, start.AddDays(8)).ToArray();
        return times.Length < 2
            ? TimeSpan.FromDays(7)
            : times.Zip(times.Skip(1), (earlier, later) => later - earlier).Min();
    }
}
