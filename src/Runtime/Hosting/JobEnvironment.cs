using System.Globalization;
using System.Text;
using AsyncJobs.Aws;
using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Endpoints;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Limits;
using AsyncJobs.Metrics;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Hosting;

/// <summary>Makes the platform out of the environment variables by which a deployment tells a function what it runs on.</summary>
internal static class JobEnvironment
{
    private const string WorkHandler = "work:";

    /// <param name="read">Reads an environment variable.</param>
    /// <param name="clients">How DynamoDB and Lambda are reached.</param>
    /// <param name="dispatcher">Makes a dispatcher of the application's own; null, or what gives null, where it has none.</param>
    /// <exception cref="InvalidOperationException">A variable is missing or malformed.</exception>
    public static JobPlatform CreatePlatform(
        Func<string, string?> read, AwsClients clients, Func<Func<string, string>, IJobDispatcher?>? dispatcher = null)
    {
        string table = NotEmpty(read(JobVariables.Table)) ?? throw new InvalidOperationException(
            $"The environment variable {JobVariables.Table} is not set: "
            + "give it the name of the DynamoDB table, or call JobApp.Use with a platform of your own. "
            + "A test runs the code in the application of a JobTestHost, which JobApp.Enter makes the current one.");
        Dictionary<string, string> workers = ReadWorkers(NotEmpty(read(JobVariables.Workers)) ?? "");
        Uri? publicUrl = NotEmpty(read(JobVariables.PublicUrl)) is { } url
            ? Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) ? uri : throw Malformed(JobVariables.PublicUrl, "an absolute URL")
            : null;

        // The process ends when its local host does, so that nothing else sets this for long.
        bool isLocal = NotEmpty(read(JobVariables.Lifeline)) is not null;
        bool allowsLoopback = isLocal && read(JobVariables.LoopbackCallbacks) == "true";
        double pollSeconds = ReadSeconds(JobVariables.CancelPollSeconds, read, DeploymentDefaults.CancelPollSeconds);
        OwnerLimits limits = CheckLimits(ReadLimits(read), ReadOwner(read));
        JobLists lists = CheckLists(ReadLists(read), ReadOwner(read), []);
        return new JobPlatform(
            () => new DynamoDbJobStore(clients.OpenTable(read), table),
            () => dispatcher?.Invoke(WorkerOf) ?? clients.OpenDispatcher(read, WorkerOf))
        {
            Metrics = new EmfWriter(),
            PublicBaseUrl = publicUrl,
            CancelPollInterval = pollSeconds > 0 ? TimeSpan.FromSeconds(pollSeconds) : Timeout.InfiniteTimeSpan,
            RetryDelay = TimeSpan.FromSeconds(ReadSeconds(JobVariables.RetryDelaySeconds, read, DeploymentDefaults.RetryDelaySeconds)),
            Callbacks = ReadCallbacks(read, allowsLoopback),
            ShowsExceptions = isLocal,
            IdempotencySecret = Encoding.UTF8.GetBytes(read(JobVariables.IdempotencySecret) ?? ""),
            Delayed = ReadQueue(NotEmpty(read(JobVariables.Queue))) is { } queue ? new SqsDelayedDelivery(queue, read) : null,
            Owner = ReadOwner(read).Text,
            AllowsPurge = ReadPurge(read),
            StreamsReplies = ReadStreaming(read),
            AllowsList = lists.OfOwners,
            ListsAll = lists.OfAll,
            MaxUnfinishedPerOwner = limits.MostUnfinished,
            MaxStartsPerMinutePerOwner = limits.MostStartsPerMinute,
            MaxStreamsPerOwner = CheckStreams(ReadMostStreams(read), ReadOwner(read)),
            CorsOrigins = ReadCors(read).Origins,
        };

        // A worker whose job goes on hands the event to itself, and CloudFormation refuses a function that is told its own name.
        string? OwnName(string job) => read(JobVariables.Handler) == WorkHandler + job ? NotEmpty(read(AwsVariables.FunctionName)) : null;

        string? Named(string job) => workers.GetValueOrDefault(job) switch
        {
            null => OwnName(job) ?? workers.GetValueOrDefault(WorkerPattern.Job)?.Replace(WorkerPattern.Job, job, StringComparison.Ordinal),
            [':', ..] alias => OwnName(job) is { } own ? own + alias : null,
            { } function => function,
        };

        string WorkerOf(string job) => Named(job) ?? throw new JobDispatchException(NoWorker(job, read(JobVariables.Handler)))
        {
            IsTransient = false,
        };
    }

    private static string NoWorker(string job, string? handler)
    {
        string advice = handler?.StartsWith(WorkHandler, StringComparison.Ordinal) is true
            ? $" The build writes it into the template where Starts of the job '{handler[WorkHandler.Length..]}' names '{job}'."
            : "";
        return $"The environment variable {JobVariables.Workers} names no worker for job '{job}'. "
            + $"It takes 'job=function', several separated by commas.{advice}";
    }

    private static double ReadSeconds(string name, Func<string, string?> read, double otherwise)
    {
        if (NotEmpty(read(name)) is not { } text)
            return otherwise;

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds <= JobRanges.MostTimeoutSeconds
            ? seconds
            : throw Malformed(name, $"a number of seconds from 0 to {JobRanges.MostTimeoutSeconds}");
    }

    private static string? ReadQueue(string? url) =>
        url is null
        || (Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
            && uri.Scheme is "https" or "http"
            && uri.AbsolutePath.Length > 1
            && uri.Query.Length == 0)
            ? url
            : throw Malformed(JobVariables.Queue, "the URL of an SQS queue, such as https://sqs.eu-west-1.amazonaws.com/123456789012/jobs");

    // An empty variable is no name: where the setting went missing on its way, nobody is taken for an owner that they are not.
    internal static OwnerSetting ReadOwner(Func<string, string?> read)
    {
        string? value = read(JobVariables.Owner);
        return value is null || OwnerValue.Fault(value) is not { } fault
            ? OwnerSetting.Parse(value)
            : throw new InvalidOperationException($"The environment variable {JobVariables.Owner} {fault}.");
    }

    internal static bool ReadPurge(Func<string, string?> read) => ReadSwitch(JobVariables.Purge, read);

    internal static bool ReadStreaming(Func<string, string?> read) => ReadSwitch(JobVariables.Streaming, read);

    internal static bool ReadWarmUp(Func<string, string?> read) =>
        NotEmpty(read(JobVariables.WarmUp)) is null || ReadSwitch(JobVariables.WarmUp, read);

    internal static JobLists ReadLists(Func<string, string?> read) =>
        new(ReadSwitch(JobVariables.List, read), ReadSwitch(JobVariables.ListAll, read));

    private static bool ReadSwitch(string name, Func<string, string?> read) =>
        NotEmpty(read(name)) is { } text && (bool.TryParse(text, out bool isOn) ? isOn : throw Malformed(name, "true or false"));

    /// <exception cref="InvalidOperationException">
    /// Callers are to list their jobs, and no job has an owner, or a job has the route of the list.
    /// </exception>
    internal static JobLists CheckLists(JobLists lists, OwnerSetting owners, IReadOnlyList<JobOutline> jobs)
    {
        if (!lists.OfOwners)
            return lists;
        if (owners.Kind is OwnerKind.Nobody)
            throw new InvalidOperationException($"{JobVariables.List} {OwnerValue.NobodyLists}.");

        return jobs.FirstOrDefault(static job => job.Route?.Key == ListLocation.Route.Key) is { } taken
            ? throw new InvalidOperationException(
                $"{JobVariables.List} is on, and the job '{taken.Name}' has the route {ListLocation.Route.Key}, which is that of the list. "
                + "Give it another one.")
            : lists;
    }

    internal static OwnerLimits ReadLimits(Func<string, string?> read) => new(
        ReadLimit(JobVariables.MaxUnfinishedPerOwner, read, OwnerLimitValue.MostUnfinished),
        ReadLimit(JobVariables.MaxStartsPerMinutePerOwner, read, OwnerLimitValue.MostStartsPerMinute));

    internal static int ReadMostStreams(Func<string, string?> read) =>
        ReadLimit(JobVariables.MaxStreamsPerOwner, read, OwnerLimitValue.MostStreams);

    private static int ReadLimit(string name, Func<string, string?> read, int most) => NotEmpty(read(name)) is not { } text ? 0
        : OwnerLimitValue.Parse(text, most) is not { } limit
            ? throw new InvalidOperationException($"The environment variable {name} {OwnerLimitValue.Fault(most)}.")
        : limit;

    /// <exception cref="InvalidOperationException">There are limits for owners, and no job has one: they would do nothing.</exception>
    internal static OwnerLimits CheckLimits(OwnerLimits limits, OwnerSetting owners) => limits.IsNone || owners.Kind is not OwnerKind.Nobody
        ? limits
        : throw new InvalidOperationException(
            $"{JobVariables.MaxUnfinishedPerOwner} or {JobVariables.MaxStartsPerMinutePerOwner} {OwnerLimitValue.NobodyFault}.");

    /// <exception cref="InvalidOperationException">There is a limit of streams for owners, and no caller is one: it would do nothing.</exception>
    internal static int CheckStreams(int most, OwnerSetting owners) => most == 0 || owners.Kind is not OwnerKind.Nobody
        ? most
        : throw new InvalidOperationException($"{JobVariables.MaxStreamsPerOwner} {OwnerLimitValue.NobodyStreams}.");

    // An empty variable is an empty list: no page may call.
    internal static CorsSetting ReadCors(Func<string, string?> read)
    {
        string[] origins = OriginList.Split(read(JobVariables.CorsOrigins) ?? "");
        return OriginList.Fault(origins) is { } fault
            ? throw new InvalidOperationException($"The environment variable {JobVariables.CorsOrigins} {fault}.")
            : CorsSetting.Parse(origins);
    }

    private static CallbackOptions? ReadCallbacks(Func<string, string?> read, bool allowsLoopback)
    {
        string? secrets = NotEmpty(read(JobVariables.WebhookSecret));
        string? hosts = NotEmpty(read(JobVariables.CallbackHosts));
        if (secrets is null && hosts is null)
            return null;
        if (secrets is null || (hosts is null && !allowsLoopback))
        {
            throw new InvalidOperationException(
                $"Callbacks need both environment variables, {JobVariables.WebhookSecret} and {JobVariables.CallbackHosts}; one of them is not set.");
        }

        try
        {
            return new CallbackOptions(Parts(secrets), Parts(hosts ?? ""), allowsLoopback, new AwsSecretReader(read));
        }
        catch (ArgumentException exception)
        {
            bool isSecret = exception.ParamName == "secret";
            string name = isSecret ? JobVariables.WebhookSecret : JobVariables.CallbackHosts;
            string advice = isSecret
                ? $" One that stands elsewhere is {SecretReference.SecretsManager}NAME or {SecretReference.ParameterStore}NAME, also with an ARN."
                : "";
            throw new InvalidOperationException($"The environment variable {name} is malformed. {exception.Message}{advice}", exception);
        }

        static string[] Parts(string list) => list.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static Dictionary<string, string> ReadWorkers(string text)
    {
        Dictionary<string, string> workers = new(StringComparer.Ordinal);
        foreach (string pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = pair.IndexOf('=');
            if (equals <= 0 || equals == pair.Length - 1)
                throw Malformed(JobVariables.Workers, "'job=function', several separated by commas");
            workers[pair[..equals]] = pair[(equals + 1)..];
        }

        // The worker of one job would get the events of all.
        if (workers.TryGetValue(WorkerPattern.Job, out string? pattern) && !pattern.Contains(WorkerPattern.Job, StringComparison.Ordinal))
        {
            string pair = $"{WorkerPattern.Job}=function";
            throw Malformed(JobVariables.Workers, $"such that the function of '{pair}' has a {WorkerPattern.Job} in place of the job");
        }

        return workers;
    }

    private static string? NotEmpty(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static InvalidOperationException Malformed(string name, string expected) =>
        new($"The environment variable {name} must be {expected}.");
}
