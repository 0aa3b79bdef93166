namespace PawPal.Api;

internal static class ProblemsSetup
{
    public static void AddProblems(this IServiceCollection services) => services.AddExceptionHandler<FailureAnswer>();

    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(static pages =>
            pages.HttpContext.ProblemAsync(Problems.OfStatus(pages.HttpContext.Response.StatusCode)));
    }
}
