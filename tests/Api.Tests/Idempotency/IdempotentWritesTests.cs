using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using PawPal.Api.Data;
using PawPal.Api.Idempotency;
using PawPal.Api.Tests.Commands;

namespace PawPal.Api.Tests.Idempotency;

public sealed class IdempotentWritesTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static readonly byte[] Print = Fingerprint.Of("route", "body");
    private static readonly ClientKey Key = new("a key");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private IdempotentWrites Writes => api.Services.GetRequiredService<IdempotentWrites>();

    [Fact]
    public async Task The_same_key_and_body_get_the_first_answer_and_no_second_effect()
    {
        var home = await CareHome.CreateAsync(api);
        var first = await RunAsync(home, Print, "one");
        var second = await RunAsync(home, Print, "two");
        Assert.Equal(("\"one\"", false), (first.Answer.Body, first.Answer.IsReplayed));
        Assert.Equal(("\"one\"", true), (second.Answer.Body, second.Answer.IsReplayed));
        Assert.Equal(7, await home.CountAsync("pet"));
    }

    [Fact]
    public async Task The_same_key_for_another_body_is_refused()
    {
        var home = await CareHome.CreateAsync(api);
        await RunAsync(home, Print, "one");
        var other = Fingerprint.Of("route", "another body");
        var refused = await Writes.RunAsync(
            home.Caller, Key, other, (_, _) => throw new InvalidOperationException(), Ct);
        Assert.Equal(Api.Problems.IdempotencyKeyReused, Assert.IsType<WriteOutcome.Failed>(refused).Problem);
        Assert.Equal(
            Api.Problems.IdempotencyKeyReused,
            Assert.IsType<WriteOutcome.Failed>(await Writes.FindAsync(home.Caller, Key, other, Ct)).Problem);
    }

    [Fact]
    public async Task Fifty_uses_at_once_have_one_effect_and_equal_answers()
    {
        var home = await CareHome.CreateAsync(api);
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => RunUntilServedAsync(home, $"{i}")));
        Assert.Single(answers.Select(a => a.Answer.Body).Distinct(StringComparer.Ordinal));
        Assert.Equal(1, answers.Count(a => !a.Answer.IsReplayed));
        Assert.Equal(7, await home.CountAsync("pet"));
    }

    [Fact]
    public async Task A_write_that_fails_leaves_its_key_free()
    {
        var home = await CareHome.CreateAsync(api);
        var failed = await Writes.RunAsync(
            home.Caller, Key, Print, async (session, ct) =>
            {
                await AddPetAsync(session, ct);
                return new WriteResult.Failed(Api.Problems.PetUnknown);
            },
            Ct);
        Assert.IsType<WriteOutcome.Failed>(failed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => Writes.RunAsync(
            home.Caller, Key, Print, (_, _) => throw new InvalidOperationException("a crash"), Ct));
        Assert.Equal((6, 0), (await home.CountAsync("pet"), await home.CountAsync("idempotency_key")));
        Assert.False((await RunAsync(home, Print, "one")).Answer.IsReplayed);
    }

    [Fact]
    public async Task A_declined_write_keeps_its_answer_and_nothing_else()
    {
        var home = await CareHome.CreateAsync(api);
        await Writes.RunAsync(
            home.Caller, Key, Print, async (session, ct) =>
            {
                await AddPetAsync(session, ct);
                return new WriteResult.Declined(WriteAnswer.Ok("no"));
            },
            Ct);
        Assert.Equal(6, await home.CountAsync("pet"));
        Assert.Equal("\"no\"", (await RunAsync(home, Print, "one")).Answer.Body);
    }

    [Fact]
    public async Task A_key_is_free_again_after_48_hours()
    {
        var home = await CareHome.CreateAsync(api);
        await RunAsync(home, Print, "one");
        await api.Stores.ExecuteAsync(
            api.Database, "update idempotency_key set created_at = created_at - interval '48 hours 1 second'");
        Assert.Null(await Writes.FindAsync(home.Caller, Key, Print, Ct));
        Assert.Equal("\"two\"", (await RunAsync(home, Fingerprint.Of("route", "other"), "two")).Answer.Body);
    }

    [Fact]
    public async Task Two_people_may_use_the_same_key()
    {
        var (mine, theirs) = (await CareHome.CreateAsync(api), await CareHome.CreateAsync(api));
        await RunAsync(mine, Print, "mine");
        Assert.Equal("\"theirs\"", (await RunAsync(theirs, Print, "theirs")).Answer.Body);
    }

    /// <summary>Fifty want one of twenty connections: who gets none in time asks again.</summary>
    private async Task<WriteOutcome.Answered> RunUntilServedAsync(CareHome home, string answer)
    {
        while (true)
        {
            try
            {
                return await RunAsync(home, Print, answer);
            }
            catch (NpgsqlException busy) when (busy.IsTransient)
            {
                Ct.ThrowIfCancellationRequested();
            }
        }
    }

    private async Task<WriteOutcome.Answered> RunAsync(CareHome home, byte[] fingerprint, string answer) =>
        Assert.IsType<WriteOutcome.Answered>(await Writes.RunAsync(
            home.Caller, Key, fingerprint, async (session, ct) =>
            {
                await AddPetAsync(session, ct);
                return new WriteResult.Written(WriteAnswer.Ok(answer));
            },
            Ct));

    private static async Task AddPetAsync(HouseholdSession session, CancellationToken ct)
    {
        await using var insert = session.Command(
            "insert into pet (id, household_id, name, species, created_at) values ($1, $2, $1::text, 'dog', now())");
        insert.Parameters.Bind(Guid.CreateVersion7(), session.Household.Value);
        await insert.ExecuteNonQueryAsync(ct);
    }
}
