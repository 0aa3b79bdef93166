namespace PawPal.Api.Demo;

internal static class DemoSetup
{
    public static void AddDemo(this IServiceCollection services) => services.AddSingleton<DemoStore>();
}
