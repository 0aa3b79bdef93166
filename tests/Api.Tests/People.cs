using System.Net.Http.Headers;
using System.Net.Http.Json;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests;

/// <summary>Several people in one household.</summary>
internal static class People
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A further person, who acts for <paramref name="home"/> with <paramref name="role"/>.</summary>
    public static async Task<TestHousehold> JoinAsync(
        this ApiFixture api, TestHousehold home, string role, DateTimeOffset? endsAt = null)
    {
        var person = await api.NewHouseholdAsync();
        var code = await InviteAsync(home, role, endsAt);
        using var accepted = await person.Client.PostAsJsonAsync(
            "/api/v1/invitations/accept", new InvitationCodeRequest(code), Ct);
        accepted.EnsureSuccessStatusCode();
        person.Client.DefaultRequestHeaders.Add(HouseholdHeader.Name, home.Id.ToString());
        return person;
    }

    public static async Task<string> InviteAsync(
        TestHousehold home, string role = "carer", DateTimeOffset? endsAt = null, int uses = 1)
    {
        using var invited = await home.Client.PostAsJsonAsync(
            "/api/v1/household/invitations", new InviteRequest(role, Uses: uses, MembershipEndsAt: endsAt), Ct);
        invited.EnsureSuccessStatusCode();
        return (await invited.Content.ReadFromJsonAsync<NewInvitationResponse>(Ct))!.Code;
    }

    /// <summary>A client that carries nothing but a bearer.</summary>
    public static HttpClient Bearing(this ApiFixture api, string token)
    {
        var client = api.NewClient();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public static async Task<HttpResponseMessage> PutAsync<T>(
        this HttpClient client, string path, T body, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("If-Match", $"\"{version}\"");
        return await client.SendAsync(request, Ct);
    }
}
