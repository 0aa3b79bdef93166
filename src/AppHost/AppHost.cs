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
    .WithSecretFiles()
    .WithHttpEndpoint()
    .WithDeployedPort(8100)
    .WithMetrics(port: 9090)
    .WithHealthAlerts()
    .WithSpeechPanels()
    .WithProbes(live: "/api/v1/health/live", ready: "/api/v1/health/ready")
    .WithAutoscaling(min: 2, max: 6)
    .WithResources(cpu: "500m", memory: "512Mi", cpuLimit: "2", memoryLimit: "1Gi")
    .WithRestart();

var migrations = builder.AddProject<Projects.Api>("migrations", launchProfileName: null)
    .WithSecretFiles()
    .WithArgs("migrate")
    .WithReference(database)
    .WaitFor(database)
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "1", memoryLimit: "512Mi");

// Redis and speech are referred to and never waited for: the backend serves without them.
var backend = builder.AddProject<Projects.Api>("backend", launchProfileName: null)
    .WithSecretFiles()
    .WithHttpEndpoint()
    .WithDeployedPort(8000)
    .WithMetrics(port: 9090)
    .WithHealthAlerts()
    .WithVoiceMonitoring()
    .WithCacheMonitoring()
    .WithReference(database)
    .WithReference(redis)
    .WithReference(speech)
    .WithEnvironment("SECRET_KEY", secretKey)
    .WaitForCompletion(migrations)
    .WithObjectNames(container: "api")
    .WithProbes(live: "/api/v1/health/live", ready: "/api/v1/health/ready")
    .WithAutoscaling(min: 3, max: 10, cpu: 70)
    .WithResources(cpu: "250m", memory: "256Mi", cpuLimit: "1", memoryLimit: "512Mi")
    .WithRestart();

builder.AddProject<Projects.Api>("worker", launchProfileName: null)
    .WithSecretFiles()
    .WithArgs("worker")
    .WithHttpEndpoint()
    .WithDeployedPort(8000)
    .WithMetrics(port: 9090)
    .WithHealthAlerts()
    .WithDataMonitoring()
    .WithReference(database)
    .WithReference(redis)
    .WithEnvironment("SECRET_KEY", secretKey)
    .WaitForCompletion(migrations)
    .WithProbes(live: "/api/v1/health/live", ready: "/api/v1/health/ready")
    .WithResources(cpu: "100m", memory: "256Mi", cpuLimit: "500m", memoryLimit: "512Mi")
    .WithRestart();

var frontend = builder.AddProject<Projects.Web>("frontend", launchProfileName: null)
    .WithSecretFiles()
    .WithHttpEndpoint()
    .WithDeployedPort(3000)
    .WithMetrics(port: 9090)
    .WithHealthAlerts()
    .WithReference(backend)
    .WithProbes(live: "/api/v1/health/live", ready: "/api/v1/health/ready")
    .WithAutoscaling(min: 3, max: 10)
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "500m", memoryLimit: "256Mi")
    .WithRestart();

builder.AddProject<Projects.Gateway>("gateway", launchProfileName: null)
    .WithSecretFiles()
    .WithHttpEndpoint(port: 8080)
    .WithDeployedPort(8080)
    .WithExternalHttpEndpoints()
    .WithMetrics(port: 9090)
    .WithHealthAlerts()
    .WithApiPromises()
    .WithReference(backend)
    .WithReference(frontend)
    .WaitFor(backend)
    .WaitFor(frontend)
    .WithProbes(live: "/api/v1/health/live", ready: "/api/v1/health/ready")
    .WithPublicHost("pawpal.com", "api.pawpal.com")
    .WithAutoscaling(min: 3, max: 10)
    .WithResources(cpu: "100m", memory: "128Mi", cpuLimit: "1", memoryLimit: "256Mi")
    .WithRestart();

builder.AddDeployment("deployment");

builder.Build().Run();
