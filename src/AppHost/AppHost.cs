using PawPal.AppHost;

var builder = DistributedApplication.CreateBuilder(args);

// Signs the tokens of sessions.
var secretKey = builder.AddParameter(
    "secret-key", new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

var postgres = builder.AddPostgres("postgres").WithDataVolume()
    .WithDeployedUserName("pawpal")
    .WithObjectNames("postgresql", container: "postgresql")
    .WithResources(cpu: "250m", memory: "512Mi", cpuLimit: "2", memoryLimit: "1Gi");
var database = postgres.AddDatabase("pawpal");
var redis = builder.AddRedis("redis")
    .WithObjectNames("redis")
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "500m", memoryLimit: "256Mi");

var speech = builder.AddProject<Projects.Speech>("speech", launchProfileName: null)
    .WithHttpEndpoint()
    .AsService(port: 8100)
    .WithSpeechPanels()
    .WithAutoscaling(min: 2, max: 6)
    .WithResources(cpu: "500m", memory: "512Mi", cpuLimit: "2", memoryLimit: "1Gi");

var migrations = builder.AddProject<Projects.Api>("migrations", launchProfileName: null)
    .WithSecretFiles()
    .WithArgs("migrate")
    .WithReference(database)
    .WaitFor(database)
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "1", memoryLimit: "512Mi");

// Redis and speech are referred to and never waited for: the backend serves without them.
var backend = builder.AddProject<Projects.Api>("backend", launchProfileName: null)
    .WithHttpEndpoint()
    .AsService(port: 8000)
    .WithVoiceMonitoring()
    .WithCacheMonitoring()
    .WithReference(database)
    .WithReference(redis)
    .WithReference(speech)
    .WithEnvironment("SECRET_KEY", secretKey)
    .WaitForCompletion(migrations)
    .WithObjectNames(container: "api")
    .WithAutoscaling(min: 3, max: 10, cpu: 70)
    .WithResources(cpu: "250m", memory: "256Mi", cpuLimit: "1", memoryLimit: "512Mi");

builder.AddProject<Projects.Api>("worker", launchProfileName: null)
    .WithArgs("worker")
    .WithHttpEndpoint()
    .AsService(port: 8000)
    .WithDataMonitoring()
    .WithEgress()
    .WithReference(database)
    .WithReference(redis)
    .WithEnvironment("SECRET_KEY", secretKey)
    .WaitForCompletion(migrations)
    .WithResources(cpu: "100m", memory: "256Mi", cpuLimit: "500m", memoryLimit: "512Mi");

var frontend = builder.AddProject<Projects.Web>("frontend", launchProfileName: null)
    .WithHttpEndpoint()
    .AsService(port: 3000)
    .WithReference(backend)
    .WithAutoscaling(min: 3, max: 10)
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "500m", memoryLimit: "256Mi");

builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
    .WithHttpEndpoint(port: 8080)
    .WithExternalHttpEndpoints()
    .AsService(port: 8080)
    .WithApiPromises()
    .WithReference(backend)
    .WithReference(frontend)
    .WaitFor(backend)
    .WaitFor(frontend)
    .WithPublicHost("pawpal.com", "api.pawpal.com")
    .WithAutoscaling(min: 3, max: 10)
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "1", memoryLimit: "256Mi");

builder.AddProject<Projects.Operations>("backup", launchProfileName: null)
    .WithArgs("backup")
    .WithReference(database)
    .AsBackup("0 * * * *", keep: "7d", storage: "100Gi");

// Uploaded files lie where a deployment keeps them; a run has none beside its database.
if (builder.ExecutionContext.IsPublishMode)
{
    builder.AddProject<Projects.Operations>("backup-files", launchProfileName: null)
        .WithArgs("backup-files")
        .WithReference(database)
        .AsBackup("30 2 * * *", keep: "30d", storage: "100Gi", files: "/files");
}

builder.AddDeployment("deployment");

builder.Build().Run();
