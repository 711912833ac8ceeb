using System.Security.Cryptography;
using System.Text;
using AsyncJobs.Parameters;
using AsyncJobs.S3;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.EndToEnd.App;

/// <summary>A job with a large input and a large result, and the place where they are kept.</summary>
public static class BulkJobs
{
    /// <summary>The argument, and the variable, that give this program a payload store. Without it large payloads are refused.</summary>
    public const string Argument = "--with-payloads";
    private const string Variable = "TROUBLE_PAYLOADS";
    private const string BrokenVariable = "TROUBLE_BROKEN_SERVICES";

    /// <summary>Takes the argument, for this process and those that it starts.</summary>
    public static string[] Take(string[] args)
    {
        if (args is not [Argument, .. string[] rest])
            return args;

        Environment.SetEnvironmentVariable(Variable, "yes");
        return rest;
    }

    [JobServices]
    public static void Configure(IServiceCollection services)
    {
        if (Environment.GetEnvironmentVariable(BrokenVariable) is not null)
            throw new TimeoutException("The secret could\nnot be read\u001b[2J.");
        if (Environment.GetEnvironmentVariable(Variable) is not null)
            services.AddS3Payloads();
    }

    /// <summary>Says what it got, after as many random characters as it is asked for, in one invocation or in two.</summary>
    [AsyncJob("POST /bulk", State = typeof(string))]
    public static async Task<string> Bulk(int length, bool continues, [FromBody] Echo body, JobContext job)
    {
        string digest = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(body.Text)));
        if (continues && job.State<string>() != digest)
            await job.ContinueAsync(digest);
        return RandomNumberGenerator.GetHexString(length) + digest;
    }
}
