using Microsoft.AspNetCore.Identity;

namespace PawPal.Api.Accounts;

internal static class AccountsSetup
{
    public static void AddAccounts(this IServiceCollection services)
    {
        services.Configure<PasswordHasherOptions>(options => options.IterationCount = Passwords.Iterations);
        services.AddSingleton<IPasswordHasher<object>, PasswordHasher<object>>();
        services.AddSingleton<Passwords>();
        services.AddSingleton<AccountStore>();
    }
}
