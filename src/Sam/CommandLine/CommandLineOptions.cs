using System.Globalization;

namespace AsyncJobs.Sam.CommandLine;

/// <summary>Reads <c>--name value</c>, <c>--name=value</c> and <c>@file</c> with one argument a line.</summary>
internal static class CommandLineOptions
{
    public const string Help =
        """
        Writes the AWS resources of the jobs in an assembly.

          write      into a SAM template, JSON or YAML, beside whatever else is there
          manifest   to the standard output as JSON, for Terraform, CDK and others

          --assembly FILE       the assembly with the jobs (needed)
          --authorizer NAME     the authorizer of endpoints whose job names none
          --owner NAME          the claim, or the member of an authorizer's context, that owns a job; none for jobs without an owner
                                (default: what the assembly's build said as AsyncJobsOwner; without that sub, principalId or the caller of IAM)
          --max-unfinished N    how many unfinished jobs an owner may have; 0 for any number
                                (default: what the assembly's build said as AsyncJobsMaxUnfinishedPerOwner, or 0)
          --max-starts N        how many jobs an owner may start a minute; 0 for any number
                                (default: what the assembly's build said as AsyncJobsMaxStartsPerMinutePerOwner, or 0)
          --max-streams N       how many streams an owner may hold; 0 for any number
                                (default: what the assembly's build said as AsyncJobsMaxStreamsPerOwner, or 0)
          --purge true          callers may remove their finished jobs (default: what the assembly's build said as AsyncJobsPurge, or false)
          --streaming NAME      rest or functionUrl for a function that streams how jobs go on, by GET of their URLs at the REST API or by a
                                function URL; or none (default: what the assembly's build said as AsyncJobsStreaming, or none)
          --callback-hosts LIST the hosts that callbacks may go to, separated by spaces, such as hooks.example.com or *.example.com
                                (default: what the assembly's build said as AsyncJobsCallbackHosts; without that none)
          --webhook-secret LIST where the secrets stand that sign callbacks, separated by spaces: secretsmanager:NAME or ssm:NAME, or an ARN
                                in place of the name (default: what the assembly's build said as AsyncJobsWebhookSecret)
          --status true         jobs have URLs though no job has a route (default: what the assembly's build said as AsyncJobsStatus; without that
                                if a job has a route)
          --list true           callers may list their jobs (default: what the assembly's build said as AsyncJobsList, or false)
          --list-all true       operators list all jobs by an index (default: what the assembly's build said as AsyncJobsListAll, or false)
          --functions NAME      shared for one function that answers all requests, or perJob for a function for the start of each job and one for
                                their URLs (default: what the assembly's build said as AsyncJobsFunctions, or shared)
          --cors-origins LIST   the origins whose pages may call from a browser, separated by spaces, or * for all
                                (default: what the assembly's build said as AsyncJobsCorsOrigins; without that none)
          --runtime NAME        Lambda's runtime (default: dotnet10 or dotnet8, as the assembly is built)
          --native true         the program is published as native code and runs on provided.al2023
          --architecture NAME   x86_64 or arm64 (default: Lambda's own)
          --payload-bucket NAME the bucket of large inputs and results, bucket or bucket/prefix; true for one of the jobs' own, false for none
                                (default: true where the assembly references AsyncJobs.S3)
          --kms-key KEY         the key on table, bucket, queue and log groups: its ARN; in a template also its logical id there, or that of a
                                parameter (default: keys of AWS)
          --capacity-provider P the capacity provider of Lambda Managed Instances for workers with more than 900 s, in the same way
          --queue false         no queue by which settle looks at a job later
          --prefix TEXT         what logical ids, or names of functions, begin with (default: the assembly's name)

        For write:

          --template FILE       the template (default: serverless.template)
          --project FOLDER      the project, which SAM builds (default: the current folder)
          --api NAME            http or rest for the API that SAM adds, or the logical id of one in the template (default: http)
          --log-days N          how long logs are kept; 0 leaves them to Lambda, for ever (default: 30)
          --log-groups NAME     perFunction, or shared for one log group of all functions (default: perFunction)
          --roles NAME          perFunction, or shared for one role of all workers (default: perFunction)
          --worker-names NAME   generated, or byJob for names of workers that follow from those of their jobs (default: generated)
          --alarms NAME         perJob or shared for alarms on jobs that fail, time out or are lost, and on throttled functions;
                                true for shared with a shared log group and perJob without (default: false)
          --alarm-topic TOPIC   who is told: the ARN of an SNS topic, or the logical id of one in the template
          --tracing true        X-Ray
          --retain-table false  lets the table go with its stack

        An argument @FILE is a file with one argument a line.
        """;

    // What CloudWatch Logs takes.
    private static readonly int[] s_logDays =
        [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653];

    /// <exception cref="TemplateException">Something in it is not understood.</exception>
    public static TemplateOptions Parse(IReadOnlyList<string> args)
    {
        TemplateOptions options = new() { Assembly = "" };
        List<string> words = Expand(args);
        for (int i = 0; i < words.Count; i++)
        {
            string name = words[i];
            string? value = null;
            if (name.StartsWith("--", StringComparison.Ordinal) && name.IndexOf('=') is > 0 and int equals)
                (name, value) = (name[..equals], name[(equals + 1)..]);
            else if (i + 1 < words.Count)
                value = words[++i];

            options = Apply(options, name, value ?? throw Malformed($"{name} needs a value."));
        }

        return options.Assembly.Length > 0 ? options : throw Malformed("--assembly is needed: the file with the jobs.");
    }

    private static TemplateOptions Apply(TemplateOptions options, string name, string value) => name switch
    {
        "--assembly" => options with { Assembly = value },
        "--template" => options with { Template = value },
        "--project" => options with { Project = value },
        "--api" => options with
        {
            Api = value.Length > 0 && value.All(char.IsAsciiLetterOrDigit)
                ? value
                : throw Malformed("AsyncJobsApi must be http, rest, or the logical id of an API."),
        },
        "--authorizer" => options with { Authorizer = value },
        "--owner" => options with { Owner = value },
        "--max-unfinished" => options with { MaxUnfinishedPerOwner = value },
        "--max-starts" => options with { MaxStartsPerMinutePerOwner = value },
        "--max-streams" => options with { MaxStreamsPerOwner = value },
        "--purge" => options with { AllowsPurge = SwitchValue.Parse("AsyncJobsPurge", value) },
        "--streaming" => options with { Streaming = StreamChoice.Parse(value) },
        "--callback-hosts" => options with { CallbackHosts = value },
        "--webhook-secret" => options with { WebhookSecret = value },
        "--status" => options with { HasStatus = SwitchValue.Parse("AsyncJobsStatus", value) },
        "--list" => options with { AllowsList = SwitchValue.Parse("AsyncJobsList", value) },
        "--list-all" => options with { ListsAll = SwitchValue.Parse("AsyncJobsListAll", value) },
        "--functions" => options with { SharesFunctions = FunctionsChoice.Parse(value) },
        "--cors-origins" => options with { CorsOrigins = value },
        "--log-days" => options with { LogRetentionDays = Days(value) },
        "--log-groups" => options with
        {
            SharesLogGroup = ChoiceValue.Parse("AsyncJobsLogGroups", value, ("perFunction", false), ("shared", true)),
        },
        "--roles" => options with { SharesRole = ChoiceValue.Parse("AsyncJobsRoles", value, ("perFunction", false), ("shared", true)) },
        "--worker-names" => options with
        {
            NamesWorkers = ChoiceValue.Parse("AsyncJobsWorkerNames", value, ("generated", false), ("byJob", true)),
        },
        "--alarms" => options with
        {
            Alarms = ChoiceValue.Parse(
                "AsyncJobsAlarms", value,
                ("false", AlarmForm.None), ("true", AlarmForm.Usual), ("perJob", AlarmForm.PerJob), ("shared", AlarmForm.Shared)),
        },
        "--alarm-topic" => options with { AlarmTopic = value },
        "--tracing" => options with { HasTracing = SwitchValue.Parse("AsyncJobsTracing", value) },
        "--retain-table" => options with { RetainsTable = SwitchValue.Parse("AsyncJobsRetainTable", value) },
        "--payload-bucket" => options with { PayloadBucket = value },
        "--kms-key" => options with { KmsKey = value },
        "--capacity-provider" => options with { CapacityProvider = value },
        "--queue" => options with { HasQueue = SwitchValue.Parse("AsyncJobsQueue", value) },
        "--runtime" => options with { Runtime = value },
        "--native" => options with { IsNative = SwitchValue.Parse("PublishAot", value) },
        "--architecture" => options with
        {
            Architecture = value is "x86_64" or "arm64" ? value : throw Malformed("AsyncJobsArchitecture must be x86_64 or arm64."),
        },
        "--prefix" => options with { Prefix = value },
        _ => throw Malformed($"There is no option {name}. --help lists them."),
    };

    private static List<string> Expand(IReadOnlyList<string> args)
    {
        List<string> words = [];
        foreach (string arg in args)
        {
            if (!arg.StartsWith('@'))
            {
                words.Add(arg);
                continue;
            }

            try
            {
                words.AddRange(File.ReadAllLines(arg[1..]).Where(line => line.Length > 0));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw Malformed($"The arguments cannot be read: {exception.Message}");
            }
        }

        return words;
    }

    private static int Days(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && s_logDays.Contains(days)
            ? days
            : throw Malformed($"AsyncJobsLogRetentionDays must be one of {string.Join(", ", s_logDays)}: CloudWatch Logs takes no other.");

    private static TemplateException Malformed(string message) => new(ErrorCodes.CommandLine, message);
}
