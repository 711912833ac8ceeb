using Amazon.Lambda.Annotations;
using Amazon.Lambda.Core;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs.AmazonLambda.Program;
using AsyncJobs.Hosting;

[assembly: LambdaGlobalProperties(GenerateMain = true)]
[assembly: LambdaSerializer(typeof(DefaultLambdaJsonSerializer))]

namespace AsyncJobs.AmazonLambda.Hosting;

/// <summary>The one Main of a program with functions of Annotations and with jobs.</summary>
internal static class Start
{
    private static async Task<int> Main(string[] args)
    {
        if (LambdaHost.IsJobFunction)
            return LambdaHost.Run(AppJobs.App);

        await GeneratedProgram.Main(args);
        return 0;
    }
}
