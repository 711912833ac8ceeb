using System.Globalization;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The resources of a plan, as a SAM template writes them, by logical id.</summary>
internal sealed class SamResources : IVariableValues<JsonNode>
{
    /// <summary>The logical id of the table, which all assemblies of a template share.</summary>
    public const string Table = ResourceNames.Table;

    /// <summary>The type of a policy that is a resource of its own.</summary>
    public const string PolicyType = "AWS::IAM::Policy";

    private const string Logs = "Logs";
    private const string Role = "Role";

    private readonly TemplateOptions _options;
    private readonly ApiReference _api;
    private readonly TemplateDocument _document;
    private readonly PayloadPlan? _payloads;
    private readonly QueuePlan? _queue;
    private readonly DeploymentPlan _plan;
    private readonly string _codeUri;
    private readonly string _prefix;
    private readonly Func<string, JsonNode?> _changedName;
    private readonly Dictionary<string, JsonObject> _resources = new(StringComparer.Ordinal);

    private SamResources(
        TemplateOptions options,
        ApiReference api,
        TemplateDocument document,
        DeploymentPlan plan,
        string codeUri,
        Func<string, JsonNode?> changedName)
    {
        _options = options;
        _api = api;
        _document = document;
        _payloads = plan.Payloads;
        _queue = plan.Queue;
        _plan = plan;
        _codeUri = codeUri;
        _prefix = LogicalId.Prefix(options.Prefix ?? plan.Assembly.Assembly);
        _changedName = changedName;
    }

    /// <summary>Makes the resources, in the order in which they are written.</summary>
    /// <param name="plan">The functions.</param>
    /// <param name="options">What the build asks for.</param>
    /// <param name="api">The API.</param>
    /// <param name="document">The template that they are for.</param>
    /// <param name="codeUri">The project's folder, seen from the template.</param>
    /// <param name="changedName">The name that a person gave to a function that this program names; null where its name is this program's.</param>
    public static IReadOnlyDictionary<string, JsonObject> Make(
        DeploymentPlan plan,
        TemplateOptions options,
        ApiReference api,
        TemplateDocument document,
        string codeUri,
        Func<string, JsonNode?> changedName)
    {
        SamResources resources = new(options, api, document, plan, codeUri, changedName);
        if (plan.Functions.Count > 0)
            resources._resources.Add(Table, resources.MakeTable());
        if (plan.Payloads is { Name: null } payloads)
        {
            resources._resources.Add(PayloadBucket.Id, PayloadBucket.Bucket(payloads));
            resources._resources.Add(PayloadBucket.PolicyId, PayloadBucket.Policy());
        }

        if (plan.Queue is { } queue)
            resources._resources.Add(resources.QueueId, SettleQueue.Queue(queue));
        foreach (FunctionPlan function in plan.Functions)
            resources.Add(function);
        return resources._resources;
    }

    /// <summary>The logical id of the function whose role has a policy that is a resource of its own.</summary>
    public static string WorkerOf(JsonObject policy) => policy["Properties"]!["Roles"]![0]!["Ref"]!.ToString()[..^Role.Length];

    /// <summary>The logical id of a function's log group.</summary>
    public static string LogsOf(string function) => function + Logs;

    /// <summary>The logical id of the function whose log group has an id; null where it has not the form of one.</summary>
    public static string? FunctionOf(string logs) => logs.EndsWith(Logs, StringComparison.Ordinal) ? logs[..^Logs.Length] : null;

    private static JsonObject Ref(string id) => new() { ["Ref"] = id };

    private static JsonObject Arn(string id) => new() { ["Fn::GetAtt"] = new JsonArray(id, "Arn") };

    private static JsonObject Sub(string text) => new() { ["Fn::Sub"] = text };

    private static JsonObject Allow(string sid, IEnumerable<string> actions, JsonNode resource) => new()
    {
        ["Sid"] = sid,
        ["Effect"] = "Allow",
        ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
        ["Resource"] = resource,
    };

    private static JsonObject Policy(params JsonNode[] statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) };

    private string QueueId => $"{_prefix}JobQueue";

    private string IdOf(FunctionRole role, string? job = null) => role switch
    {
        FunctionRole.Accept => $"{_prefix}{LogicalId.Job(job!)}Accept",
        FunctionRole.Work => $"{_prefix}{LogicalId.Job(job!)}Worker",
        FunctionRole.Status => _prefix + ResourceNames.StatusFunctionEnd,
        FunctionRole.Http => _prefix + ResourceNames.HttpFunctionEnd,
        _ => $"{_prefix}JobSettle",
    };

    private string IdOf(FunctionPlan function)
    {
        string id = IdOf(function.Role, function.Job?.Name);
        return function.Number > 1 ? id + function.Number.ToString(CultureInfo.InvariantCulture) : id;
    }

    private JsonObject MakeTable()
    {
        JsonObject table = new() { ["Type"] = "AWS::DynamoDB::Table" };
        if (_options.RetainsTable)
        {
            table["DeletionPolicy"] = "Retain";
            table["UpdateReplacePolicy"] = "Retain";
        }

        table["Properties"] = new JsonObject
        {
            ["BillingMode"] = "PAY_PER_REQUEST",
            ["AttributeDefinitions"] = new JsonArray([.. TableIndexes.Attributes(_plan.Lists)]),
            ["KeySchema"] = new JsonArray(new JsonObject { ["AttributeName"] = TableNames.Id, ["KeyType"] = "HASH" }),
            ["TimeToLiveSpecification"] = new JsonObject { ["AttributeName"] = TableNames.ExpiresAt, ["Enabled"] = true },
            ["PointInTimeRecoverySpecification"] = new JsonObject { ["PointInTimeRecoveryEnabled"] = true },
        };
        if (_plan.Lists.Indexes.Count > 0)
            table["Properties"]![TableIndexes.Property] = new JsonArray([.. _plan.Lists.Indexes.Select(TableIndexes.Of)]);
        return table;
    }

    private void Add(FunctionPlan function)
    {
        string id = IdOf(function);
        string logs = LogsOf(id);
        JsonObject properties = new()
        {
            ["CodeUri"] = _codeUri,
            ["Handler"] = function.Handler,
            ["Runtime"] = function.Runtime,
            ["MemorySize"] = function.MemorySize,
            ["Timeout"] = function.TimeoutSeconds,
            ["Environment"] = new JsonObject { ["Variables"] = Variables(function) },
            ["Policies"] = new JsonArray(Policy(Statements(function))),
        };
        if (function.Role is FunctionRole.Work && _plan.Starts.IsOnCycleWithOthers(function.Job!.Name))
            properties["FunctionName"] = _changedName(id)?.DeepClone() ?? WorkerName.Value(_prefix, function.Job.Name);
        if (_options.Architecture is { } architecture)
            properties["Architectures"] = new JsonArray(architecture);
        if (_options.HasTracing)
            properties["Tracing"] = "Active";
        if (_options.LogRetentionDays > 0)
            properties["LoggingConfig"] = new JsonObject { ["LogGroup"] = Ref(logs) };
        if (function.Role is FunctionRole.Work)
            AddAsync(function, properties);
        if (function.Routes.Count > 0)
            properties["Events"] = Events(function);

        JsonObject resource = new() { ["Type"] = "AWS::Serverless::Function" };

        // That is: with dotnet lambda package. Without it, custom runtimes are built with make.
        if (LambdaRuntime.IsCustom(function.Runtime))
            resource["Metadata"] = new JsonObject { ["BuildMethod"] = "dotnet" };
        resource["Properties"] = properties;
        _resources.Add(id, resource);

        if (_options.LogRetentionDays > 0)
            _resources.Add(logs, MakeLogs(function));
        if (function.Role is FunctionRole.Work)
            AddPolicies(function, id);
        if (function.Role is FunctionRole.Settle && _queue is not null)
            _resources.Add(QueueId + "Source", SettleQueue.Source(QueueId, id));
        if (_options.HasAlarms)
            AddAlarms(function, id, logs);
    }

    private JsonObject Variables(FunctionPlan function) => new(
        FunctionVariables.Of(function.Deployed, _plan.Settings, this)
            .Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)));

    JsonNode IVariableValues<JsonNode>.Table => Ref(Table);

    JsonNode? IVariableValues<JsonNode>.Bucket => _payloads is null ? null : PayloadBucket.Name(_payloads);

    JsonNode? IVariableValues<JsonNode>.Queue => _queue is null ? null : Ref(QueueId);

    JsonNode IVariableValues<JsonNode>.Text(string value) => JsonValue.Create(value);

    JsonNode? IVariableValues<JsonNode>.Workers(DeployedFunction function)
    {
        WorkersValue workers = new();
        foreach (string job in function.Invokes)
        {
            string worker = IdOf(FunctionRole.Work, job);
            if (function.Role is FunctionRole.Work && job == function.Job)
                workers.AddOwn(job, AliasOf(worker));
            else if (function.Role is FunctionRole.Work && _plan.Starts.AreOnOneCycle(function.Job!, job))
                workers.AddNamed(job, _changedName(worker), _prefix, AliasOf(worker));
            else
                workers.AddReferred(job, worker, AliasOf(worker));
        }

        return workers.Value;
    }

    // SAM gives a function's alias what is said of events that fail, and the function itself does without.
    private JsonNode? AliasOf(string function) =>
        _document.Find("Resources", function, "Properties", "AutoPublishAlias")?.Value
        ?? _document.Find("Globals", "Function", "AutoPublishAlias")?.Value;

    private JsonObject InvokedArn(string function) => AliasOf(function) is null ? Arn(function) : Ref(function + ".Alias");

    private JsonNode[] Statements(FunctionPlan function)
    {
        List<JsonNode> statements = [Allow("AsyncJobsTable", function.TableActions, Arn(Table))];
        if (function.QueriedIndex is { } index)
            statements.Add(Allow("AsyncJobsList", ["dynamodb:Query"], Sub($"${{{Table}.Arn}}/index/{index}")));
        JsonNode[] workers = [.. function.Deployed.Invokes.Where(job => !IsInPolicyOfItsOwn(function, job)).Select(ArnOfWorker)];
        if (workers.Length > 0)
            statements.Add(AllowWorkers(workers));
        if (_payloads is not null)
        {
            statements.AddRange(_payloads.PermissionsOf(function.Deployed).Select(permission =>
                Allow(permission.Sid, permission.Actions, PayloadBucket.Arn(_payloads, permission))));
        }

        if (_queue is not null && QueuePlan.ActionsOf(function.Role) is { Count: > 0 } actions)
            statements.Add(Allow("AsyncJobsQueue", actions, Arn(QueueId)));
        return [.. statements];
    }

    private void AddAsync(FunctionPlan function, JsonObject properties)
    {
        properties["EventInvokeConfig"] = new JsonObject
        {
            ["MaximumRetryAttempts"] = AsyncPlan.MaximumRetryAttempts(function.Job!),
            ["MaximumEventAgeInSeconds"] = DeploymentDefaults.EventAgeSeconds,
            ["DestinationConfig"] = new JsonObject
            {
                ["OnFailure"] = new JsonObject { ["Type"] = "Lambda", ["Destination"] = Arn(IdOf(FunctionRole.Settle)) },
            },
        };
        if (function.IsOnCycle)
            properties["RecursiveLoop"] = "Allow";
    }

    private JsonObject Events(FunctionPlan function)
    {
        JsonObject events = [];
        foreach (RoutePlan route in function.Routes)
        {
            JsonObject properties = new() { ["Method"] = route.Method, ["Path"] = route.Path };
            if (_api.LogicalId is { } id)
                properties[_api.IdProperty] = Ref(id);
            if (Auth(route) is { } auth)
                properties["Auth"] = auth;
            events[NameOf(route, function)] = new JsonObject { ["Type"] = _api.EventType, ["Properties"] = properties };
        }

        return events;
    }

    private static string NameOf(RoutePlan route, FunctionPlan function) =>
        route.Job is { } job && function.Job is null ? route.Name + LogicalId.Job(job) : route.Name;

    private JsonObject? Auth(RoutePlan route)
    {
        JsonObject? auth = Auth(route.Authorizer ?? (_api is { IsRest: true, Auth.IsDefaultIam: true } ? ApiAuth.Iam : null));
        if (route.IsPreflight && _api is { IsRest: true, Auth.NeedsKey: true })
            (auth ??= [])["ApiKeyRequired"] = false;
        return auth;
    }

    private JsonObject? Auth(string? authorizer) => authorizer switch
    {
        null => null,

        // SAM refuses it where there is nothing to take away.
        ApiAuth.None when !_api.Auth.HasDefault => null,

        // Otherwise a REST API calls the function with the caller's own credentials, and callers would have to be allowed to invoke it.
        ApiAuth.Iam when _api.IsRest => new JsonObject { ["Authorizer"] = authorizer, ["InvokeRole"] = "NONE" },
        _ => new JsonObject { ["Authorizer"] = authorizer },
    };

    private JsonObject MakeLogs(FunctionPlan function)
    {
        string name = function.Job is null ? $"jobs-{function.Key}" : function.Key;
        return new JsonObject
        {
            ["Type"] = "AWS::Logs::LogGroup",
            ["Properties"] = new JsonObject
            {
                ["LogGroupName"] = Sub($"/aws/lambda/${{AWS::StackName}}-{_prefix}-{name}"),
                ["RetentionInDays"] = _options.LogRetentionDays,
            },
        };
    }

    // Apart from the function's own policies: those come before the function. What refers to it, or to one that waits for it, has to come after.
    private void AddPolicies(FunctionPlan function, string worker)
    {
        string job = function.Job!.Name;
        if (function.Deployed.Invokes.Contains(job))
            _resources.Add(worker + "Continue", MakePolicy(worker, "AsyncJobsContinue", [ArnOfWorker(job)]));
        JsonNode[] others = [.. function.Deployed.Invokes.Where(other => _plan.Starts.AreOnOneCycle(job, other)).Select(ArnOfWorker)];
        if (others.Length > 0)
            _resources.Add(worker + "Starts", MakePolicy(worker, "AsyncJobsStarts", others));
    }

    private bool IsInPolicyOfItsOwn(FunctionPlan function, string job) =>
        function.Role is FunctionRole.Work && (job == function.Job!.Name || _plan.Starts.AreOnOneCycle(function.Job.Name, job));

    private JsonNode ArnOfWorker(string job) => InvokedArn(IdOf(FunctionRole.Work, job));

    private static JsonObject AllowWorkers(JsonNode[] workers) =>
        Allow("AsyncJobsWorker", ["lambda:InvokeFunction"], workers is [var one] ? one : new JsonArray(workers));

    private static JsonObject MakePolicy(string worker, string name, JsonNode[] workers) => new()
    {
        ["Type"] = PolicyType,
        ["Properties"] = new JsonObject
        {
            ["PolicyName"] = name,
            ["PolicyDocument"] = Policy(AllowWorkers(workers)),
            ["Roles"] = new JsonArray(Ref(worker + Role)),
        },
    };

    private void AddAlarms(FunctionPlan function, string id, string logs)
    {
        switch (function.Role)
        {
            case FunctionRole.Work:
                string job = function.Job!.Name;
                AddFilter(id + "FailedFilter", logs, Alarms.Failed, Alarms.Pattern(JobEvents.Finished, StatusNames.Failed));
                AddFilter(id + "TimedOutFilter", logs, Alarms.TimedOut, Alarms.Pattern(JobEvents.Finished, StatusNames.TimedOut));

                // Of other jobs: whoever reads one that is lost ends it, and a method may read and wait for any.
                AddFilter(id + "LostFilter", logs, Alarms.Lost, Alarms.Pattern(JobEvents.Lost));
                _resources.Add(id + "FailedAlarm", Alarms.OfJobs(Alarms.Failed, job, $"Jobs '{job}' end as FAILED.", _options));
                _resources.Add(id + "TimedOutAlarm", Alarms.OfJobs(Alarms.TimedOut, job, $"Jobs '{job}' end as TIMED_OUT.", _options));
                _resources.Add(id + "LostAlarm", Alarms.OfJobs(Alarms.Lost, job, $"Workers of jobs '{job}' vanish, or none comes.", _options));
                AddAlarm(id, "ThrottlesAlarm", Alarms.Throttles, $"Events of jobs '{job}' wait: their worker is throttled.");
                AddAlarm(id, "UndeliveredAlarm", Alarms.Undelivered, $"Jobs '{job}' that Lambda gave up on do not reach settle.");
                break;
            case FunctionRole.Accept:
                // It reads the unfinished jobs of an owner who has too many.
                if (_plan.Settings.MostUnfinished > 0)
                    AddFilter(id + "LostFilter", logs, Alarms.Lost, Alarms.Pattern(JobEvents.Lost));
                AddAlarm(
                    id, "ThrottlesAlarm", Alarms.Throttles, $"Requests for jobs '{function.Job!.Name}' are refused: their function is throttled.");
                break;
            case FunctionRole.Status:
                AddFilter(id + "LostFilter", logs, Alarms.Lost, Alarms.Pattern(JobEvents.Lost));
                break;
            case FunctionRole.Http:
                if (function.Deployed.TellsOfJobs || _plan.Settings.MostUnfinished > 0)
                    AddFilter(id + "LostFilter", logs, Alarms.Lost, Alarms.Pattern(JobEvents.Lost));
                AddAlarm(id, "ThrottlesAlarm", Alarms.Throttles, "Requests are refused: the function that answers them is throttled.");
                break;
            case FunctionRole.Settle:
                AddFilter(id + "FailedFilter", logs, Alarms.Failed, Alarms.Pattern(JobEvents.Settled, StatusNames.Failed));
                AddFilter(id + "LostFilter", logs, Alarms.Lost, Alarms.Pattern(JobEvents.Lost));
                _resources.Add(id + "LookFailedFilter", Alarms.FilterOfAll(Ref(logs), Alarms.LookFailed, Alarms.Pattern(JobEvents.LookFailed)));
                _resources.Add(
                    id + "LookFailedAlarm",
                    Alarms.OfAll(Alarms.LookFailed, "Settle cannot look at a job that may not end by itself. It tries again.", _options));
                AddAlarm(id, "ErrorsAlarm", Alarms.Errors, "Settle fails: jobs that Lambda gave up on may not end.");
                AddAlarm(id, "ThrottlesAlarm", Alarms.Throttles, "Settle is throttled: jobs that Lambda gave up on wait for their end.");
                break;
        }
    }

    private void AddFilter(string id, string logs, string metric, string pattern) => _resources.Add(id, Alarms.Filter(Ref(logs), metric, pattern));

    private void AddAlarm(string function, string name, string metric, string description) =>
        _resources.Add(function + name, Alarms.OfFunction(metric, Ref(function), description, _options));
}
