namespace PawPal.Publishing.Tests.Compose;

public sealed class ComposePolicyTests
{
    public static TheoryData<string> Rules => [.. ComposePolicy.All.Select(policy => policy.Rule)];

    public static TheoryData<string, string> RulesOfSamples => [
        .. ComposePolicy.All.SelectMany(policy => Sample.All.Select(sample => (policy.Rule, sample.Data)))];

    [Theory, MemberData(nameof(RulesOfSamples))]
    public void What_is_published_keeps_every_rule(string rule, string sample) =>
        Assert.Empty(Find(rule).Faults(ComposeProject.Of(sample)));

    [Theory, MemberData(nameof(Rules))]
    public void Every_rule_notices_when_it_is_broken(string rule)
    {
        var project = ComposeProject.Of("starter");
        Find(rule).Break(project);
        Assert.NotEmpty(Find(rule).Faults(project));
    }

    private static ComposePolicy Find(string rule) => ComposePolicy.All.Single(policy => policy.Rule == rule);
}
