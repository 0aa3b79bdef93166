using PawPal.Publishing.Deployments;
using PawPal.Publishing.Expressions;
using PawPal.Publishing.Manifests;

namespace PawPal.Publishing.Applications;

/// <summary>Decides what a manifest and its values leave open, and resolves every reference.</summary>
internal sealed class ApplicationBuilder
{
    private readonly Manifest _manifest;
    private readonly Values _values;
    private readonly RelativePaths _paths;
    private readonly RunResource[] _runs;
    private readonly Dictionary<string, Traits> _traits;
    private readonly Dictionary<string, IReadOnlyList<Port>> _ports;
    private readonly ExpressionResolver _resolver;
    private readonly List<string> _notices;

    private ApplicationBuilder(Manifest manifest, Values values, RelativePaths paths)
    {
        (_manifest, _values, _paths) = (manifest, values, paths);
        _runs = [.. manifest.Resources.Values.OfType<RunResource>()];
        _traits = _runs.ToDictionary(run => run.Name, run =>
            values.Traits.GetValueOrDefault(run.Name, Traits.None)
                .Over(manifest.Traits.GetValueOrDefault(run.Name, Traits.None)), StringComparer.Ordinal);
        _ports = _runs.ToDictionary(run => run.Name, Ports, StringComparer.Ordinal);
        _resolver = new(manifest, _ports, values.Parameters);
        _notices = [.. manifest.Omitted.Select(omitted => $"{omitted.Key} is left out: it {omitted.Value}")];
    }

    // Somebody else's store may listen elsewhere, and connection strings say where.
    private IReadOnlyList<Port> Ports(RunResource run) =>
        _values.Cluster.Stores.GetValueOrDefault(run.Name) is ManagedStore { Port: { } number }
            ? [.. Port.Of(run).Select(port => port with { Number = number })]
            : Port.Of(run);

    /// <exception cref="PublishException">The manifest contradicts itself, or the values do not fit it.</exception>
    public static Application Build(Manifest manifest, Values values, RelativePaths paths)
    {
        foreach (var name in values.Parameters.Keys.Concat(values.Traits.Keys))
        {
            if (!manifest.Resources.ContainsKey(name) && !manifest.Omitted.ContainsKey(name))
                throw new PublishException($"The values speak of \"{name}\", which the manifest does not have");
        }

        foreach (var name in values.Parameters.Keys)
        {
            if (manifest.Resources.GetValueOrDefault(name) is ParameterResource { IsSecret: true })
            {
                throw new PublishException(
                    $"\"{name}\" is a secret: it belongs into .env or the cluster, not into the values");
            }
        }

        return new ApplicationBuilder(manifest, values, paths).Build();
    }

    private Application Build()
    {
        if (_runs.Length == 0)
            throw new PublishException("The manifest has nothing that runs: there is nothing to publish");
        foreach (var run in _runs)
            TraitCheck.Check(run, _traits[run.Name], _runs);
        var jobs = _traits.Values.SelectMany(traits => traits.Waits)
            .Where(wait => wait.Until == WaitUntil.Completed).Select(wait => wait.Resource)
            .ToHashSet(StringComparer.Ordinal);
        var images = new ImageNames(_runs, _traits, _values, jobs);
        var workloads = _runs.Select(run => Workload(run, jobs, images)).ToArray();
        workloads = [.. workloads.Select(workload => workload with { Uses = Uses(workload, workloads) })];
        RefuseTwins(workloads);
        return new(_values, workloads, Parameters(workloads), _notices);
    }

    private Workload Workload(RunResource run, HashSet<string> jobs, ImageNames images)
    {
        var traits = _traits[run.Name];
        var label = Labels.Of(run.Name);
        var known = run.Source is ImageSource image ? KnownImage.Find(image.Image, [.. run.Environment.Keys]) : null;
        var volumes = VolumePlan.Of(run, traits, known);
        var keeps = run.Source is not ProjectSource
            && (known is not null || run.ConnectionString is not null || volumes.Any(volume => volume.Name is not null)
                || run.BindMounts.Any(mount => !mount.IsReadOnly));
        var kind = traits.Backup is not null ? WorkloadKind.ScheduledJob
            : jobs.Contains(run.Name) ? WorkloadKind.Job : keeps ? WorkloadKind.Store : WorkloadKind.Service;
        return new(
            run.Name, traits.ObjectName ?? Labels.Of($"{_values.Name}-{label}"), traits.ContainerName ?? label, kind,
            images.Of(run, _paths, Resolved))
        {
            Entrypoint = run.Entrypoint,
            Arguments = [.. run.Arguments.Index()
                .Select(item => Resolved(item.Item, $"{run.Path}.args[{item.Index}]")).OfType<Text>()],
            Environment = [.. Environment(run, known)],
            Ports = _ports[run.Name],
            Volumes = volumes,
            BoundFolders = [.. run.BindMounts.Select(mount =>
                new BoundFolder(_paths.FromOutput(mount.Source), mount.Target, mount.IsReadOnly))],
            WritablePaths =
                [.. traits.WritablePaths.Concat(known?.WritablePaths ?? []).Distinct(StringComparer.Ordinal)],
            Uses = [],
            Waits = [.. traits.Waits.SelectMany(Running).DistinctBy(wait => wait.Resource, StringComparer.Ordinal)],
            Probes = kind is WorkloadKind.Job or WorkloadKind.ScheduledJob
                ? Probes.None
                : ProbePlan.Of(traits, _ports[run.Name], known),
            Resources = traits.Resources ?? Defaults.Of(kind),
            Replicas = kind == WorkloadKind.Service
                ? traits.Replicas ?? traits.Autoscaling?.Min ?? Defaults.Replicas
                : 1,
            Autoscaling = kind == WorkloadKind.Service ? traits.Autoscaling : null,
            Metrics = traits.Metrics,
            Monitoring = traits.Monitoring,
            PublicHosts = PublicHosts(run, traits, label),
            Known = known,
            Backup = traits.Backup,
            IsProject = run.Source is ProjectSource,
            ReadsSecretFiles = traits.ReadsSecretFiles,
            CallsOutside = traits.CallsOutside,
        };
    }

    // What waits for a database waits for its server.
    private IEnumerable<Wait> Running(Wait wait)
    {
        if (_ports.ContainsKey(wait.Resource))
            return [wait];
        return _manifest.Resources.GetValueOrDefault(wait.Resource) is ValueResource value
            && Resolved(value.ConnectionString, value.Path) is { } text
                ? text.Hosts.Select(host => wait with { Resource = host.Resource })
                : [];
    }

    private IEnumerable<Variable> Environment(RunResource run, KnownImage? known)
    {
        var changed = _traits[run.Name].Environment;
        return OfModel(run, known).Where(variable => !changed.ContainsKey(variable.Name))
            .Concat(changed.Select(variable => new Variable(variable.Key, Text.Literal(variable.Value))));
    }

    private IEnumerable<Variable> OfModel(RunResource run, KnownImage? known)
    {
        foreach (var (name, value) in run.Environment)
        {
            if (Resolved(value, $"{run.Path}.env.{name}") is { } text)
                yield return new(name, text);
        }

        foreach (var variable in (known?.Environment ?? []).Concat(Telemetry(run)))
        {
            if (!run.Environment.ContainsKey(variable.Name))
                yield return variable;
        }

        if (known is not null && DatabaseOf(run) is { } database && !run.Environment.ContainsKey("POSTGRES_DB"))
            yield return new("POSTGRES_DB", Text.Literal(database));
    }

    private IEnumerable<Variable> Telemetry(RunResource run)
    {
        if (run.Source is not ProjectSource)
            yield break;
        yield return new("OTEL_SERVICE_NAME", Text.Literal(run.Name));
        if (_values.OtlpEndpoint is { } endpoint)
            yield return new("OTEL_EXPORTER_OTLP_ENDPOINT", Text.Literal(endpoint.AbsoluteUri));
    }

    // A run creates the databases of a server; on a platform the image does, given the name.
    private string? DatabaseOf(RunResource run)
    {
        var start = $"{{{run.Name}.connectionString}};Database=";
        var names = _manifest.Resources.Values.OfType<ValueResource>()
            .Where(value => value.ConnectionString.StartsWith(start, StringComparison.Ordinal))
            .Select(value => value.ConnectionString[start.Length..]).ToArray();
        if (names.Length > 1)
        {
            _notices.Add(
                $"{run.Name} creates the database {names[0]} alone; create {string.Join(", ", names[1..])} by hand");
        }

        return names.FirstOrDefault();
    }

    private Text? Resolved(string text, string path)
    {
        try
        {
            return _resolver.Resolve(text, path);
        }
        catch (OmittedException omitted)
        {
            _notices.Add($"{omitted.Message}: the value is left out too");
            return null;
        }
    }

    private string[] PublicHosts(RunResource run, Traits traits, string label)
    {
        if (!_ports[run.Name].Any(port => port is { IsExternal: true, Scheme: "http" or "https" }))
            return [];
        if (traits.PublicHosts.Count > 0)
            return [.. traits.PublicHosts];
        var isOnlyDoor = _ports.Values.Count(ports => ports.Any(port => port.IsExternal)) == 1;
        return [isOnlyDoor ? _values.Domain : $"{label}.{_values.Domain}"];
    }

    private static string[] Uses(Workload workload, Workload[] all)
    {
        // What runs before it in its own pod talks to the same stores.
        var jobs = all.Where(job => job.Kind == WorkloadKind.Job
            && workload.Waits.Any(wait => wait.Until == WaitUntil.Completed && wait.Resource == job.Name));
        return [.. jobs.Append(workload)
            .SelectMany(one => one.Arguments.Concat(one.Environment.Select(variable => variable.Value)))
            .SelectMany(text => text.Hosts)
            .Where(host => !all.First(one => one.Name == host.Resource).IsMetrics(host.Binding))
            .Select(host => host.Resource)
            .Where(name => name != workload.Name)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private Parameter[] Parameters(IEnumerable<Workload> workloads) =>
        [.. workloads
            .SelectMany(one => one.Arguments.Concat(one.Environment.Select(variable => variable.Value))
                .Concat(one.Image.Build?.Arguments.Select(argument => argument.Value) ?? [])
                .Concat(one.Image.Build?.Secrets.Select(secret => secret.Value).OfType<Text>() ?? []))
            .SelectMany(text => text.Parameters)
            .GroupBy(part => part.Parameter, StringComparer.Ordinal)
            .OrderBy(group => group.Key, StringComparer.Ordinal)
            .Select(group => (Found: (ParameterResource)_manifest.Resources[group.Key], Parts: group))
            .Select(one => new Parameter(
                one.Found.Name, one.Found.IsSecret, one.Found.GeneratedLength,
                one.Parts.Any(part => part.IsUriEncoded)))];

    private static void RefuseTwins(Workload[] workloads)
    {
        Refuse(workload => workload.ObjectName, "give one other \"objectNames\"");
        Refuse(workload => workload.Label, "rename one in the model");

        void Refuse(Func<Workload, string> name, string wayOut)
        {
            if (workloads.GroupBy(name, StringComparer.Ordinal).FirstOrDefault(twins => twins.Count() > 1) is { } twins)
            {
                throw new PublishException(
                    string.Join(" and ", twins.Select(twin => twin.Name))
                    + $" would both be named {twins.Key}: {wayOut}");
            }
        }
    }
}
