using PawPal.Publishing.Tests.Policies;

namespace PawPal.Publishing.Tests;

public sealed class PolicyTests
{
    public static TheoryData<string> Rules => [.. Policy.All.Select(policy => policy.Rule)];

    public static TheoryData<string, string> RulesOfSamples => [
        .. Policy.All.SelectMany(policy => Sample.WithOptions.Select(sample => (policy.Rule, sample.Data)))];

    [Theory, MemberData(nameof(RulesOfSamples))]
    public void What_is_published_keeps_every_rule(string rule, string sample) =>
        Assert.Empty(Find(rule).Faults(ClusterOf(sample)));

    [Theory, MemberData(nameof(Rules))]
    public void Every_rule_notices_when_it_is_broken(string rule)
    {
        var cluster = ClusterOf(Find(rule).Sample);
        Assert.Empty(Find(rule).Faults(cluster));
        Find(rule).Break(cluster);
        Assert.NotEmpty(Find(rule).Faults(cluster));
    }

    private static Policy Find(string rule) => Policy.All.Single(policy => policy.Rule == rule);

    private static Cluster ClusterOf(string sample) => new(Sample.Objects(Sample.Publish(sample)).ToList());
}
