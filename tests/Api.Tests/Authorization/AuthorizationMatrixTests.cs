using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using FastEndpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PawPal.Api.Data;
using PawPal.Api.Households;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests.Authorization;

/// <summary>
/// Drills D1 and D2: every endpoint of the live list, by everybody who may not call it and with ids that are not
/// theirs.
/// What was written is asked of the database, never of a status.
/// </summary>
public sealed partial class AuthorizationMatrixTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private List<(string Method, string Path, HouseholdAccess Access)> Endpoints =>
        [.. api.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(route => route.Metadata.GetMetadata<EndpointDefinition>() is not null)
            .Select(route => (Route: route, Access: route.Metadata.GetMetadata<HouseholdAccess>()))
            .Where(one => one.Access is not null)
            .SelectMany(one => one.Route.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Select(
                method => (method, one.Route.RoutePattern.RawText!["/api/v1/".Length..].TrimStart('/'), one.Access!)))];

    [Fact]
    public async Task Who_may_not_act_changes_nothing_and_learns_nothing()
    {
        var home = await FilledHome.CreateWholeAsync(api);
        var stranger = await api.NewHouseholdAsync();
        stranger.Client.DefaultRequestHeaders.Add(HouseholdHeader.Name, home.Home.Id.ToString());
        var removed = await api.JoinAsync(home.Home, "carer");
        await api.ExecuteAsync(
            $"delete from membership where account_id = (select id from account where email = '{removed.Email}') and household_id = '{home.Home.Id}'");
        var revoked = await api.JoinAsync(home.Home, "owner");
        using (var out_ = await revoked.Client.PostAsJsonAsync("/api/v1/account/logout-everywhere", new { }, Ct))
            Assert.True(out_.IsSuccessStatusCode, out_.StatusCode.ToString());
        var members = new List<(HouseholdRole Role, TestHousehold Person)>();
        foreach (var role in (string[])["viewer", "sitter", "carer"])
            members.Add((HouseholdRoles.Parse(role), await api.JoinAsync(home.Home, role)));
        var before = await DigestAsync(home.Home.Id);
        var leaks = new List<string>();
        using var nobody = api.NewClient();
        foreach (var endpoint in Endpoints)
        {
            var ids = await IdsAsync(endpoint.Path, home.Home.Id);
            await ExpectAsync("anonymous", nobody, endpoint, ids, 401, leaks);
            await ExpectAsync("stranger", stranger.Client, endpoint, ids, 404, leaks);
            await ExpectAsync("removed", removed.Client, endpoint, ids, 404, leaks);
            await ExpectAsync("revoked", revoked.Client, endpoint, ids, 401, leaks);
            foreach (var (role, person) in members.Where(member => member.Role < endpoint.Access.AtLeast))
                await ExpectAsync(role.ToString(), person.Client, endpoint, ids, 403, leaks);
        }

        Assert.Empty(leaks);
        Assert.Equal(before, await DigestAsync(home.Home.Id));
        api.Clock.Advance(TimeSpan.FromDays(2));
        foreach (var endpoint in Endpoints)
            await ExpectAsync(
                "expired", home.Client, endpoint, await IdsAsync(endpoint.Path, home.Home.Id), 401, leaks);
        Assert.Empty(leaks);
        Assert.Equal(before, await DigestAsync(home.Home.Id));
    }

    [Fact]
    public async Task Another_households_id_is_as_unknown_as_one_that_never_was()
    {
        var home = await FilledHome.CreateWholeAsync(api);
        var other = await FilledHome.CreateWholeAsync(api);
        var before = await DigestAsync(other.Home.Id);
        var leaks = new List<string>();
        foreach (var endpoint in Endpoints.Where(one => Parameters(one.Path).Count > 0))
        {
            var key = $"{endpoint.Method} {endpoint.Path}";
            if (!AuthorizationRows.Bodies.ContainsKey(key))
            {
                leaks.Add($"{key} has no row in this test");
                continue;
            }

            var theirs = await IdsAsync(endpoint.Path, other.Home.Id);
            var none = theirs.ToDictionary(
                id => id.Key, id => Guid.TryParse(id.Value, out _) ? Guid.NewGuid().ToString() : id.Value,
                    StringComparer.Ordinal);
            var (status, body) = await SendAsync(home.Client, endpoint, theirs);
            var (missing, same) = await SendAsync(home.Client, endpoint, none);
            if (status != 404 || missing != 404 || Plain(body, theirs) != Plain(same, none))
                leaks.Add($"{key}: other {status}, missing {missing}");
        }

        Assert.Empty(leaks);
        Assert.Equal(before, await DigestAsync(other.Home.Id));
    }

    [Fact]
    public async Task Without_any_filter_of_the_services_the_database_shows_and_changes_no_row_of_another_household()
    {
        var home = await FilledHome.CreateWholeAsync(api);
        var other = await FilledHome.CreateWholeAsync(api);
        var before = await DigestAsync(other.Home.Id);
        var database = api.Services.GetRequiredService<HouseholdDatabase>();
        var leaks = new List<string>();
        foreach (var table in await TablesAsync())
        {
            foreach (var sql in (string[])[
                $"select count(*) from {table} where household_id = '{other.Home.Id}'",
                $"with gone as (delete from {table} where household_id = '{other.Home.Id}' returning 1) select count(*) from gone"])
            {
                await using var session = await database.OpenAsync(new HouseholdId(home.Home.Id), Ct);
                await using var command = session.Command(sql);
                try
                {
                    if ((long)(await command.ExecuteScalarAsync(Ct))! != 0)
                        leaks.Add(sql);
                }
                catch (Npgsql.PostgresException refused) when (
                    refused.SqlState == Npgsql.PostgresErrorCodes.InsufficientPrivilege)
                {
                    // Not even that.
                }
            }
        }

        Assert.Empty(leaks);
        Assert.Equal(before, await DigestAsync(other.Home.Id));
    }

    [GeneratedRegex(@"\{(?<name>\w+)\}", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();

    private static List<string> Parameters(string path) =>
        [.. Parameter().Matches(path).Select(match => match.Groups["name"].Value)];

    // What names the request itself differs and tells nothing.
    private static string Plain(string body, Dictionary<string, string> ids)
    {
        if (JsonNode.Parse(body) is not JsonObject problem)
            return body;
        var text = problem.Same();
        return ids.Values.Aggregate(text, (all, id) => all.Replace(id, "id", StringComparison.Ordinal));
    }

    private async Task<Dictionary<string, string>> IdsAsync(string path, Guid household)
    {
        var ids = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in Parameters(path))
        {
            ids.Add(name, name == "occurrence" ? "2030-01-01T08:00" : (await api.ScalarAsync<Guid>(
                $"select {(name == "accountId" ? "account_id" : "id")} from {AuthorizationRows.Tables[name]} where household_id = '{household}' limit 1")).ToString());
        }

        return ids;
    }

    private static async Task ExpectAsync(
        string who,
        HttpClient client,
        (string Method, string Path, HouseholdAccess Access) endpoint,
        Dictionary<string, string> ids,
        int expected,
        List<string> leaks)
    {
        var (status, _) = await SendAsync(client, endpoint, ids);
        if (status != expected)
            leaks.Add($"{who}: {endpoint.Method} {endpoint.Path} answered {status} instead of {expected}");
    }

    private static async Task<(int Status, string Body)> SendAsync(
        HttpClient client, (string Method, string Path, HouseholdAccess Access) endpoint, Dictionary<string,
            string> ids)
    {
        var path = ids.Aggregate(
            endpoint.Path, (all, id) => all.Replace($"{{{id.Key}}}", id.Value, StringComparison.Ordinal));
        var body = AuthorizationRows.Bodies.GetValueOrDefault($"{endpoint.Method} {endpoint.Path}");
        foreach (var content in Contents(endpoint.Method, body))
        {
            using var request = new HttpRequestMessage(new HttpMethod(endpoint.Method), $"/api/v1/{path}");
            request.Headers.Add("If-Match", "\"1\"");
            request.Content = content;
            using var answer = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
            if (answer.StatusCode == System.Net.HttpStatusCode.UnsupportedMediaType)
                continue;
            var isStream = answer.Content.Headers.ContentType?.MediaType == "text/event-stream";
            return ((int)answer.StatusCode, isStream ? "" : await answer.Content.ReadAsStringAsync(Ct));
        }

        return (415, "");
    }

    // Routing asks for the kind of the body before anything else.
    private static IEnumerable<HttpContent?> Contents(string method, object? body)
    {
        if (ReferenceEquals(body, AuthorizationRows.Picture) || ReferenceEquals(body, AuthorizationRows.Paper))
            yield return File(body);
        else if (method is "GET" or "DELETE")
            yield return null;
        else
        {
            yield return JsonContent.Create(body ?? new { });
            yield return File(AuthorizationRows.Paper);
            foreach (var kind in (string[])["audio/wav", "text/calendar"])
            {
                var content = new ByteArrayContent([0]);
                content.Headers.ContentType = new MediaTypeHeaderValue(kind);
                yield return content;
            }
        }
    }

    private static MultipartFormDataContent File(object kind)
    {
        var content = new ByteArrayContent(FilledHome.Pdf);
        content.Headers.ContentType = new MediaTypeHeaderValue(
            ReferenceEquals(kind, AuthorizationRows.Picture) ? "image/png" : "application/pdf");
        return new MultipartFormDataContent { { content, "file", "a" } };
    }

    private Task<string[]> TablesAsync() => api.ScalarAsync<string[]>(
        """
        select array(select distinct table_name::text from information_schema.columns
            where table_schema = 'public' and column_name = 'household_id' order by 1)
        """);

    // All rows of a household; the marks of requests and of their use are not its data.
    private async Task<string> DigestAsync(Guid household)
    {
        var digest = new List<string>();
        foreach (var table in (await TablesAsync()).Where(table => table is not "idempotency_key"))
        {
            digest.Add(await api.ScalarAsync<string>(
                $"""
                select '{table} ' || count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0)
                from {table} t where household_id = '{household}'
                """));
        }

        return string.Join('\n', digest);
    }
}
