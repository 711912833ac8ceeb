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

    /// <summary>The property by which a function has a role that is not SAM's.</summary>
    public const string Role = "Role";

    /// <summary>The property by which a function adds to a role of SAM's, which has no effect beside <see cref="Role"/>.</summary>
    public const string RolePolicies = "Policies";

    /// <summary>The property by which a function has a name that is not CloudFormation's.</summary>
    public const string FunctionName = "FunctionName";

    /// <summary>The property by which a function has a URL.</summary>
    public const string Url = "FunctionUrlConfig";

    /// <summary>The member of that which says who may call it.</summary>
    public const string UrlAuthType = "AuthType";

    private const string LogGroupType = "AWS::Logs::LogGroup";
    private const string Logs = "Logs";

    private readonly TemplateOptions _options;
    private readonly ApiReference _api;
    private readonly TemplateDocument _document;
    private readonly PayloadPlan? _payloads;
    private readonly QueuePlan? _queue;
    private readonly DeploymentPlan _plan;
    private readonly string _codeUri;
    private readonly string _prefix;
    private readonly PersonalEdits _edits;
    private readonly AlarmSet _alarms;
    private readonly Dictionary<string, JsonObject> _resources = new(StringComparer.Ordinal);

    private SamResources(
        TemplateOptions options,
        ApiReference api,
        TemplateDocument document,
        DeploymentPlan plan,
        string codeUri,
        PersonalEdits edits)
    {
        _options = options;
        _api = api;
        _document = document;
        _payloads = plan.Payloads;
        _queue = plan.Queue;
        _plan = plan;
        _codeUri = codeUri;
        _prefix = PrefixOf(plan, options);
        _edits = edits;
        _alarms = new AlarmSet(plan, options, _prefix, _resources);
    }

    /// <summary>Makes the resources, in the order in which they are written.</summary>
    /// <param name="plan">The functions.</param>
    /// <param name="options">What the build asks for.</param>
    /// <param name="api">The API.</param>
    /// <param name="document">The template that they are for.</param>
    /// <param name="codeUri">The project's folder, seen from the template.</param>
    /// <param name="edits">What a person did to the functions that are there.</param>
    public static IReadOnlyDictionary<string, JsonObject> Make(
        DeploymentPlan plan,
        TemplateOptions options,
        ApiReference api,
        TemplateDocument document,
        string codeUri,
        PersonalEdits edits)
    {
        SamResources resources = new(options, api, document, plan, codeUri, edits);
        if (plan.Functions.Count > 0)
            resources._resources.Add(Table, resources.MakeTable());
        if (plan.Payloads is { Name: null } payloads)
        {
            resources._resources.Add(PayloadBucket.Id, PayloadBucket.Bucket(payloads, resources.KeyArn()));
            resources._resources.Add(PayloadBucket.PolicyId, PayloadBucket.Policy());
        }

        if (plan.Queue is { } queue)
            resources._resources.Add(resources.QueueId, SettleQueue.Queue(queue, resources.KeyArn()));
        resources.AddShared();
        foreach (FunctionPlan function in plan.Functions)
            resources.Add(function);
        if (options.SharesAlarms && plan.Functions.Count > 0)
            resources._alarms.AddShared(resources.IdOf);
        return resources._resources;
    }

    /// <summary>
    /// The logical id of the function whose role has a policy that is a resource of its own; of no function where it is the role of all workers.
    /// </summary>
    public static string WorkerOf(JsonObject policy) => policy["Properties"]!["Roles"]![0]!["Ref"]!.ToString()[..^Role.Length];

    /// <summary>The names that the event of a request has, in whichever function answers it, by the request.</summary>
    public static ILookup<string, string> EventNames(DeploymentPlan plan) => plan.Functions
        .SelectMany(static function => function.Routes)
        .SelectMany(
            static route => route.Job is { } job ? [route.Name, NameOf(route, job)] : new[] { route.Name },
            static (route, name) => (route.Request, Name: name))
        .ToLookup(static item => item.Request, static item => item.Name);

    /// <summary>The logical id of the first of the functions that share the requests; the others have a number as well.</summary>
    public static string FirstOfRequests(DeploymentPlan plan, TemplateOptions options) => PrefixOf(plan, options) + ResourceNames.HttpFunctionEnd;

    /// <summary>How long the prefix may be so that one pattern tells the names of all workers; null where it is as short.</summary>
    public static int? RoomForPrefix(DeploymentPlan plan, TemplateOptions options)
    {
        int room = plan.Assembly.Jobs.Select(static job => WorkerName.RoomForPrefix(job.Name)).DefaultIfEmpty(int.MaxValue).Min();
        return PrefixOf(plan, options).Length > room ? room : null;
    }

    /// <summary>Whether a resource is a function of SAM's.</summary>
    public static bool IsFunction(JsonObject resource) => resource["Type"]!.ToString() == ResourceTypes.Function;

    /// <summary>Whether a resource is a log group.</summary>
    public static bool IsLogGroup(JsonObject resource) => resource["Type"]!.ToString() == LogGroupType;

    /// <summary>The logical id of a function's log group.</summary>
    public static string LogsOf(string function) => function + Logs;

    /// <summary>The logical id of the function whose log group has an id; null where it has not the form of one.</summary>
    public static string? FunctionOf(string logs) => logs.EndsWith(Logs, StringComparison.Ordinal) ? logs[..^Logs.Length] : null;

    private static string PrefixOf(DeploymentPlan plan, TemplateOptions options) => LogicalId.Prefix(options.Prefix ?? plan.Assembly.Assembly);

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

    private static JsonObject Allow(string sid, IEnumerable<string> actions, JsonNode resource, JsonObject condition)
    {
        JsonObject statement = Allow(sid, actions, resource);
        statement["Condition"] = condition;
        return statement;
    }

    private static JsonObject Policy(params JsonNode[] statements) =>
        new() { ["Version"] = "2012-10-17", ["Statement"] = new JsonArray(statements) };

    private string QueueId => $"{_prefix}JobQueue";

    private string SharedLogs => $"{_prefix}JobLogs";

    // Not WorkerRole: with the role that SAM makes for a worker the name ends with Worker and Role.
    private string SharedRole => $"{_prefix}Workers{Role}";

    private string IdOf(FunctionRole role, string? job = null) => role switch
    {
        FunctionRole.Accept => $"{_prefix}{LogicalId.Job(job!)}Accept",
        FunctionRole.Work => $"{_prefix}{LogicalId.Job(job!)}Worker",
        FunctionRole.Stream => _prefix + "JobStream",
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
        if (KeyArn() is { } key)
            table["Properties"]!["SSESpecification"] = new JsonObject { ["SSEEnabled"] = true, ["SSEType"] = "KMS", ["KMSMasterKeyId"] = key };
        if (_plan.Lists.Indexes.Count > 0)
            table["Properties"]![TableIndexes.Property] = new JsonArray([.. _plan.Lists.Indexes.Select(TableIndexes.Of)]);
        return table;
    }

    private void Add(FunctionPlan function)
    {
        string id = IdOf(function);
        bool sharesRole = SharesRole(function);
        JsonObject properties = new()
        {
            ["CodeUri"] = _codeUri,
            ["Handler"] = function.Handler,
            ["Runtime"] = function.Runtime,
            ["MemorySize"] = function.MemorySize,
            ["Timeout"] = function.TimeoutSeconds,
            ["Environment"] = new JsonObject { ["Variables"] = Variables(function) },
        };
        if (sharesRole)
            properties[Role] = Arn(SharedRoleOf(function.Role)!);
        else
            properties[RolePolicies] = Policies(function);
        if (function.Role is FunctionRole.Work && IsNamed(function.Job!.Name))
            properties[FunctionName] = WorkerName.Value(_prefix, function.Job.Name);
        if (_options.Architecture is { } architecture)
            properties["Architectures"] = new JsonArray(architecture);
        if (_options.HasTracing)
            properties["Tracing"] = "Active";
        if (function.IsManaged)
            properties["CapacityProviderConfig"] = new JsonObject { ["Arn"] = ArnValue.Of(_plan.CapacityProvider!, _document) };
        if (_options.LogRetentionDays > 0)
            properties["LoggingConfig"] = Logging(function, id);
        if (function.Role is FunctionRole.Work)
            AddAsync(function, properties);
        if (function.Routes.Count > 0)
            properties["Events"] = Events(function);
        if (function.UrlAuthType is { } authType)
            properties[Url] = new JsonObject { [UrlAuthType] = UrlAuth(authType), ["InvokeMode"] = StreamPlan.TransferMode };

        JsonObject resource = new() { ["Type"] = ResourceTypes.Function };

        // That is: with dotnet lambda package. Without it, custom runtimes are built with make.
        if (LambdaRuntime.IsCustom(function.Runtime))
            resource["Metadata"] = new JsonObject { ["BuildMethod"] = "dotnet" };
        resource["Properties"] = properties;
        _resources.Add(id, resource);

        if (_options is { LogRetentionDays: > 0, SharesLogGroup: false })
            _resources.Add(LogsOf(id), MakeLogs(function));
        if (function.Role is FunctionRole.Work && !sharesRole)
            AddPolicies(function, id);
        if (function.Role is FunctionRole.Settle && _queue is not null)
            _resources.Add(QueueId + "Source", SettleQueue.Source(QueueId, id));
        if (_options is { HasAlarms: true, SharesLogGroup: false })
            _alarms.AddFilters(function, id, LogsOf(id));
        if (_options.HasAlarms)
            _alarms.AddAlarms(function, id);
    }

    // Managed Instances have no other format.
    private JsonObject Logging(FunctionPlan function, string id)
    {
        JsonObject logging = new() { ["LogGroup"] = Ref(LogGroupOf(id)) };
        if (function.IsManaged)
            logging["LogFormat"] = "JSON";
        return logging;
    }

    private JsonNode? KeyArn() => _plan.Key is { } key ? ArnValue.Of(key.Key, _document) : null;

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
        HashSet<string> alike = Alike(function.Invokes, function.Role is FunctionRole.Work ? function.Job : null);
        if (alike.Count > 0)
            workers.AddAll(_prefix, UsualAlias);
        foreach (string job in function.Invokes.Where(job => !alike.Contains(job)))
        {
            string worker = IdOf(FunctionRole.Work, job);
            if (function.Role is FunctionRole.Work && job == function.Job)
                workers.AddOwn(job, AliasOf(worker));
            else if (_options.NamesWorkers || (function.Role is FunctionRole.Work && _plan.Starts.AreOnOneCycle(function.Job!, job)))
                workers.AddNamed(job, ChangedName(job), _prefix, AliasOf(worker));
            else
                workers.AddReferred(job, worker, AliasOf(worker));
        }

        return workers.Value;
    }

    // SAM gives a function's alias what is said of events that fail, and the function itself does without.
    private JsonNode? AliasOf(string function) => _document.Find("Resources", function, "Properties", "AutoPublishAlias")?.Value ?? UsualAlias;

    private JsonNode? UsualAlias => _document.Find("Globals", "Function", "AutoPublishAlias")?.Value;

    private string LogGroupOf(string function) => _options.SharesLogGroup ? SharedLogs : LogsOf(function);

    private bool IsNamed(string job) => _options.NamesWorkers || _plan.Starts.IsOnCycleWithOthers(job);

    // Of so many workers that their names one by one would not fit: those whose names one pattern tells. A few are named one by one, and allowed so.
    private HashSet<string> Alike(IReadOnlyCollection<string> jobs, string? own)
    {
        if (!_options.NamesWorkers || jobs.Count <= WorkerPattern.MostOneByOne)
            return [];

        return [.. jobs.Where(job => job != own && WorkerName.IsOfPattern(_prefix, job) && IsUsual(job))];
    }

    private bool IsUsual(string job) =>
        ChangedName(job) is null && Canonical.AreEqual(AliasOf(IdOf(FunctionRole.Work, job)), UsualAlias);

    private JsonNode? ChangedName(string job) =>
        _edits.ChangedName(IdOf(FunctionRole.Work, job)) is { } name && !Canonical.AreEqual(name, WorkerName.Value(_prefix, job)) ? name : null;

    private JsonObject InvokedArn(string function) => AliasOf(function) is null ? Arn(function) : Ref(function + ".Alias");

    private JsonNode[] Statements(FunctionPlan function)
    {
        JsonNode[] workers = ArnsOfWorkers([.. function.Deployed.Invokes.Where(job => !IsInPolicyOfItsOwn(function, job))]);
        return Statements([function], workers.Length > 0 ? AllowWorkers(workers) : null);
    }

    // What any of the functions needs.
    private JsonNode[] Statements(FunctionPlan[] functions, JsonNode? toInvoke)
    {
        List<JsonNode> statements = [Allow("AsyncJobsTable", functions.SelectMany(static function => function.TableActions).Distinct(), Arn(Table))];
        if (functions.Select(static function => function.QueriedIndex).FirstOrDefault(static index => index is not null) is { } index)
            statements.Add(AllowQuery(index));
        if (toInvoke is not null)
            statements.Add(toInvoke);
        if (_payloads is not null)
        {
            statements.AddRange(
                from permission in functions.SelectMany(function => _payloads.PermissionsOf(function.Deployed))
                group permission by permission.Sid into same
                select Allow(same.Key, same.SelectMany(one => one.Actions).Distinct(), PayloadBucket.Arn(_payloads, same.First())));
        }

        string[] actions = [.. functions.SelectMany(function => QueuePlan.ActionsOf(function.Deployed, _plan.Settings)).Distinct()];
        if (_queue is not null && actions.Length > 0)
            statements.Add(Allow("AsyncJobsQueue", actions, Arn(QueueId)));
        return [.. statements, .. SecretStatements(functions), .. KeyStatements(functions)];
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
            if (route.Streams)
            {
                properties[ApiReference.Streams] = StreamPlan.TransferMode;
                properties["TimeoutInMillis"] = StreamPlan.IntegrationMilliseconds;
            }

            events[NameOf(route, function)] = new JsonObject { ["Type"] = _api.EventType, ["Properties"] = properties };
        }

        return events;
    }

    private static string NameOf(RoutePlan route, FunctionPlan function) =>
        route.Job is { } job && function.Job is null ? NameOf(route, job) : route.Name;

    // In a function that answers the requests of several jobs.
    private static string NameOf(RoutePlan route, string job) => route.Name + LogicalId.Job(job);

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

    // Where the jobs' URLs have the API's default authorizer, and only the template says which that is.
    private string UrlAuth(string authType) => _plan.Streaming.Authorizer is null && _api.Auth.IsDefaultIam ? ApiAuth.Iam : authType;

    private JsonObject MakeLogs(FunctionPlan function) =>
        LogGroup($"{_prefix}-{(function.Job is null ? $"jobs-{function.Key}" : function.Key)}");

    private JsonObject LogGroup(string name)
    {
        JsonObject properties = new()
        {
            ["LogGroupName"] = Sub($"/aws/lambda/${{AWS::StackName}}-{name}"),
            ["RetentionInDays"] = _options.LogRetentionDays,
        };
        if (KeyArn() is { } key)
            properties["KmsKeyId"] = key;
        return new JsonObject { ["Type"] = LogGroupType, ["Properties"] = properties };
    }

    // Policies that a person added hold for a role of SAM's alone: such a function keeps one.
    private bool SharesRole(FunctionPlan function) =>
        SharedRoleOf(function.Role) is not null
        && _document.Find("Globals", "Function", Role) is null
        && !_edits.HasOwnPolicies(IdOf(function), Policies(function));

    private JsonArray Policies(FunctionPlan function) => new(Policy(Statements(function)));

    // Requests come to several functions only where one would have too many routes.
    private string? SharedRoleOf(FunctionRole role) => !_options.SharesRole ? null : role switch
    {
        FunctionRole.Work => SharedRole,
        FunctionRole.Http when _plan.Functions.Count(static function => function.Role is FunctionRole.Http) > 1 => $"{_prefix}Requests{Role}",
        _ => null,
    };

    private void AddShared()
    {
        if (_options.SharesLogGroup && _plan.Functions.Count > 0)
        {
            _resources.Add(SharedLogs, LogGroup($"{_prefix}-jobs"));
            if (_options.HasAlarms)
                _alarms.AddFilters(SharedLogs);
        }

        foreach (IGrouping<FunctionRole, FunctionPlan> sharing in _plan.Functions.Where(SharesRole).GroupBy(static function => function.Role))
            AddRole(SharedRoleOf(sharing.Key)!, sharing.Key, [.. sharing]);
    }

    private void AddRole(string id, FunctionRole role, FunctionPlan[] functions)
    {
        JsonObject? toInvoke = role is FunctionRole.Work
            ? Allow("AsyncJobsSettle", ["lambda:InvokeFunction"], Arn(IdOf(FunctionRole.Settle)))
            : null;
        _resources.Add(id, SharedRoles.Make(Policy(Statements(functions, toInvoke)), _options.HasTracing));

        // Apart from the role, for which the workers wait.
        string[] invoked = [.. functions.SelectMany(function => function.Deployed.Invokes).Distinct().Order(StringComparer.Ordinal)];
        if (invoked.Length > 0)
            _resources.Add(id[..^Role.Length] + "Starts", MakePolicy(id, "AsyncJobsStarts", ArnsOfWorkers(invoked)));
    }

    // Through the service alone: nobody decrypts by hand what they got elsewhere.
    private IEnumerable<JsonNode> KeyStatements(FunctionPlan[] functions) =>
        from permission in functions.SelectMany(_plan.KeyPermissionsOf)
        group permission by (permission.Sid, permission.Service) into same
        select Allow(same.Key.Sid, same.SelectMany(static one => one.Actions).Distinct(), KeyArn()!, new JsonObject
        {
            ["StringEquals"] = new JsonObject { ["kms:ViaService"] = Sub($"{same.Key.Service}.${{AWS::Region}}.${{AWS::URLSuffix}}") },
        });

    private IEnumerable<JsonObject> SecretStatements(FunctionPlan[] functions) =>
        from permission in functions.Select(_plan.SecretPermissionsOf).FirstOrDefault(static permissions => permissions.Any()) ?? []
        let arns = permission.Secrets.Select(SecretArn.Of).ToArray()
        select Allow(permission.Sid, [permission.Action], arns is [var one] ? one : new JsonArray(arns));

    private static JsonObject AllowQuery(string index) => Allow("AsyncJobsList", ["dynamodb:Query"], Sub($"${{{Table}.Arn}}/index/{index}"));

    // Apart from the function's own policies: those come before the function. What refers to it, or to one that waits for it, has to come after.
    private void AddPolicies(FunctionPlan function, string worker)
    {
        string job = function.Job!.Name;
        if (function.Deployed.Invokes.Contains(job))
            _resources.Add(worker + "Continue", MakePolicy(worker + Role, "AsyncJobsContinue", [ArnOfWorker(job)]));
        JsonNode[] others = [.. function.Deployed.Invokes.Where(other => _plan.Starts.AreOnOneCycle(job, other)).Select(ArnOfWorker)];
        if (others.Length > 0)
            _resources.Add(worker + "Starts", MakePolicy(worker + Role, "AsyncJobsStarts", others));
    }

    private bool IsInPolicyOfItsOwn(FunctionPlan function, string job) =>
        function.Role is FunctionRole.Work && (job == function.Job!.Name || _plan.Starts.AreOnOneCycle(function.Job.Name, job));

    private JsonNode ArnOfWorker(string job) => InvokedArn(IdOf(FunctionRole.Work, job));

    private JsonNode[] ArnsOfWorkers(string[] jobs)
    {
        HashSet<string> alike = Alike(jobs, null);
        IEnumerable<JsonNode> others = jobs.Where(job => !alike.Contains(job)).Select(ArnOfWorker);
        return alike.Count > 0 ? [WorkerName.ArnOfAll(_prefix, UsualAlias), .. others] : [.. others];
    }

    private static JsonObject AllowWorkers(JsonNode[] workers) =>
        Allow("AsyncJobsWorker", ["lambda:InvokeFunction"], workers is [var one] ? one : new JsonArray(workers));

    private static JsonObject MakePolicy(string role, string name, JsonNode[] workers) => new()
    {
        ["Type"] = ResourceTypes.Policy,
        ["Properties"] = new JsonObject
        {
            ["PolicyName"] = name,
            ["PolicyDocument"] = Policy(AllowWorkers(workers)),
            ["Roles"] = new JsonArray(Ref(role)),
        },
    };
}
