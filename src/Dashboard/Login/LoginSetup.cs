using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;
using PawPal.Dashboard.Doors;

namespace PawPal.Dashboard.Login;

/// <summary>The login: a token once, a cookie from then on.</summary>
internal static class LoginSetup
{
    public static void AddLogin(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<BrowserToken>();
        services.AddSingleton<Guesses>();
        services.AddSingleton<KnownHosts>();
        services.AddRazorComponents();
        services.AddAntiforgery();
        // A restart ends every session: there is nothing on disk to steal or to clean up.
        services.AddSingleton<IDataProtectionProvider, EphemeralDataProtectionProvider>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
        services.AddOptions<CookieAuthenticationOptions>(CookieAuthenticationDefaults.AuthenticationScheme)
            .Configure<DoorPorts>(Configure);
        services.AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>().Configure<DoorPorts>(
            static (antiforgery, ports) => antiforgery.Cookie.Name = $"pawpal-dashboard-form-{ports.Frontend.Port}");
        services.AddAuthorization();
        services.AddOptions<AuthorizationOptions>().Configure<IOptions<FrontendOptions>>(static (authorization, frontend) =>
        {
            if (frontend.Value.AuthMode == FrontendAuthMode.BrowserToken)
                authorization.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build();
        });
    }

    private static void Configure(CookieAuthenticationOptions options, DoorPorts ports)
    {
        // Cookies don't know ports: another dashboard on this machine must not take this one's away.
        options.Cookie.Name = $"pawpal-dashboard-{ports.Frontend.Port}";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Strict;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromDays(3);
        options.SlidingExpiration = true;
        options.LoginPath = "/login";
        options.ReturnUrlParameter = "returnUrl";
    }
}
