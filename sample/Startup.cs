using AsyncJobs;
using AsyncJobs.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Sample.LinkChecks;

namespace Sample;

/// <summary>The services that the jobs' constructors ask for.</summary>
public static class Startup
{
    // The local host's functions are told by this variable that they are not on AWS.
    private static bool IsOnAws => LambdaHost.IsLambda && Environment.GetEnvironmentVariable("AWS_SAM_LOCAL") != "true";

    /// <summary>Registers them; runs once a process, before the first job.</summary>
    [JobServices]
    public static void Configure(IServiceCollection services) =>
        services.AddSingleton(_ => LinkClient.Create(allowPrivateAddresses: !IsOnAws));
}
