using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>The bucket of large inputs and results.</summary>
internal sealed class PayloadPlan
{
    private const string Inputs = "*/input-*";
    private const string Results = "*/result-*";

    // A job that runs another one again has its input as its own.
    private static readonly string[] s_copy = ["s3:GetObject", "s3:PutObject"];
    private static readonly string[] s_put = ["s3:PutObject"];
    private static readonly string[] s_delete = ["s3:DeleteObject"];

    private readonly bool _allowsPurge;

    private PayloadPlan(BucketName? name, int expirationDays, bool allowsPurge)
    {
        Name = name;
        ExpirationDays = expirationDays;
        _allowsPurge = allowsPurge;
    }

    /// <summary>A bucket that is there; null for one that is made.</summary>
    public BucketName? Name { get; }

    /// <summary>After how many days no job needs a payload any more.</summary>
    public int ExpirationDays { get; }

    /// <summary>Null where payloads have no bucket.</summary>
    /// <exception cref="TemplateException">The option names no bucket.</exception>
    public static PayloadPlan? Make(AssemblyManifest assembly, TemplateOptions options, bool allowsPurge, bool hasCallbacks)
    {
        int days = DaysOf(assembly.Jobs, hasCallbacks);
        string option = options.PayloadBucket ?? (assembly.App!.PayloadBucket ? "true" : "false");
        if (!bool.TryParse(option, out bool isOwn))
            return new PayloadPlan(BucketName.Parse(option), days, allowsPurge);
        return isOwn ? new PayloadPlan(null, days, allowsPurge) : null;
    }

    /// <summary>What the runtime does in a function, and no more.</summary>
    public IReadOnlyList<PayloadPermission> PermissionsOf(DeployedFunction function)
    {
        PayloadPermission[] objects = function.Role switch
        {
            // A callback carries the result.
            FunctionRole.Work =>
            [
                new("AsyncJobsInputs", function.StartsJobs ? ["s3:GetObject", "s3:PutObject"] : ["s3:GetObject"], Inputs),
                new("AsyncJobsResults", ["s3:PutObject", "s3:GetObject"], Results),
            ],
            _ => OfReader(function),
        };

        // Without it S3 answers for what is not there as for what is forbidden. Who removes a job's payloads lists them.
        return [.. objects, new("AsyncJobsBucket", ["s3:ListBucket"], null)];
    }

    private PayloadPermission[] OfReader(DeployedFunction function)
    {
        string[] removed = function.TellsOfJobs && _allowsPurge ? s_delete : [];
        string[] inputs = [.. function.RetriesJobs ? s_copy : function.AcceptsJobs ? s_put : [], .. removed];
        PayloadPermission results = new("AsyncJobsResults", ["s3:GetObject", .. removed], Results);
        return inputs.Length > 0 ? [new("AsyncJobsInputs", inputs, Inputs), results] : [results];
    }

    // As long as the job that can be read longest, in whole days, and one more: S3 counts from midnight.
    private static int DaysOf(IReadOnlyList<JobManifest> jobs, bool hasCallbacks)
    {
        TimeSpan longest = jobs.Max(job =>
        {
            TimeSpan retention = TimeSpan.FromHours(job.RetentionHours);
            TimeSpan total = job.HasState ? TimeSpan.FromSeconds(job.TotalTimeoutSeconds) : TimeSpan.Zero;
            if (job.KeepsInput)
                return KeptInputLife.Of(job.RetentionHours, job.TimeoutSeconds, (int)total.TotalSeconds);
            return retention > total ? retention : total;
        });

        // A payload is as old as its job's start or end, and a callback is tried from the end on.
        if (hasCallbacks)
        {
            TimeSpan told = CallbackTimes.Longest + jobs.Max(static job => TimeSpan.FromSeconds(job.HasState ? job.TotalTimeoutSeconds : 0));
            longest = longest > told ? longest : told;
        }

        return (int)Math.Ceiling(longest.TotalDays) + 1;
    }
}
