using PawPal.Api.Commands;

namespace PawPal.Api.Pets;

internal static class PetsSetup
{
    public static void AddPets(this IServiceCollection services)
    {
        services.AddSingleton<PhotoStudio>();
        services.AddSingleton<ICommandHandler, AddPetCommand>();
        services.AddSingleton<ICommandHandler, QueryPet>();
    }
}
