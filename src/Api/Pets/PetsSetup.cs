namespace PawPal.Api.Pets;

internal static class PetsSetup
{
    public static void AddPets(this IServiceCollection services) => services.AddSingleton<PetStore>();
}
