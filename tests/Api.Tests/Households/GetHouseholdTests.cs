using System.Net.Http.Json;
using PawPal.Contracts.Households;

namespace PawPal.Api.Tests.Households;

public sealed class GetHouseholdTests(ApiFixture api) : IClassFixture<ApiFixture>
{
    [Fact]
    public async Task A_new_household_has_its_owner_its_zone_and_no_pets()
    {
        var home = await api.NewHouseholdAsync("Pacific/Auckland");

        var household = await home.Client.GetFromJsonAsync<HouseholdResponse>(
            "/api/v1/household", TestContext.Current.CancellationToken);

        Assert.Equal(home.Id, household!.Id);
        Assert.Equal("Pacific/Auckland", household.TimeZone);
        Assert.Equal("owner", household.Role);
        Assert.False(household.IsDemo);
        Assert.Empty(household.Pets);
    }
}
