using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>Writes a plan as JSON that any tool can deploy: names, not references.</summary>
internal static class ManifestPrinter
{
    public static string Print(DeploymentPlan plan, TemplateOptions options)
    {
        string prefix = options.Prefix ?? plan.Assembly.Assembly.Replace('.', '-');
        string table = prefix + ResourceNames.NamedTableEnd;
        BucketName? bucket = plan.Payloads is { } payloads ? BucketOf(payloads, prefix) : null;
        string? queue = plan.Queue is null ? null : $"{prefix}-job-queue";
        JsonObject functions = [];
        foreach (FunctionPlan function in plan.Functions)
            functions[function.Key] = Function(function, plan, prefix, table, bucket, queue, options);

        JsonObject manifest = new()
        {
            ["manifest"] = 1,
            ["assembly"] = plan.Assembly.Assembly,
            ["table"] = Table(table, plan.Lists),
        };
        if (bucket is not null)
        {
            manifest["bucket"] = new JsonObject
            {
                ["name"] = bucket.Bucket,
                ["prefix"] = bucket.Keys(""),
                ["expirationDays"] = plan.Payloads!.ExpirationDays,
            };
        }

        if (queue is not null)
            manifest["queue"] = Queue(plan.Queue!, queue);
        if (plan.Key is { } key)
            manifest["key"] = new JsonObject { ["arn"] = key.Key.Literal };
        if (plan.CapacityProvider is { } provider)
            manifest["capacityProvider"] = new JsonObject { ["arn"] = provider.Literal };
        manifest["functions"] = functions;
        manifest["jobs"] = Jobs(plan.Assembly.Jobs);
        return manifest.ToJsonString(JsonText.Indented).ReplaceLineEndings("\n");
    }

    private static JsonObject Table(string name, ListPlan lists)
    {
        JsonObject table = new()
        {
            ["name"] = name,
            ["partitionKey"] = Key(TableNames.Id),
            ["timeToLiveAttribute"] = TableNames.ExpiresAt,
            ["billingMode"] = "PAY_PER_REQUEST",
            ["pointInTimeRecovery"] = true,
        };
        if (lists.Indexes.Count > 0)
        {
            table["indexes"] = new JsonArray([.. lists.Indexes.Select(static index => (JsonNode)new JsonObject
            {
                ["name"] = index.Name,
                ["partitionKey"] = Key(index.PartitionKey),
                ["sortKey"] = Key(TableNames.ListSort),
                ["projection"] = "KEYS_ONLY",
            })]);
        }

        return table;
    }

    private static JsonObject Key(string name) => new() { ["name"] = name, ["type"] = "S" };

    private static BucketName BucketOf(PayloadPlan payloads, string prefix)
    {
        BucketName name = payloads.Name ?? BucketName.Parse($"{prefix}-payloads".ToLowerInvariant());
        return name.References.Any()
            ? throw new TemplateException(
                ErrorCodes.PayloadBucket,
                $"--payload-bucket is '{name.Text}': names in a manifest are literal, so give the bucket's own.")
            : name;
    }

    // Its URL has the account and the region in it, which nobody knows here.
    private static JsonObject Queue(QueuePlan plan, string name) => new()
    {
        ["name"] = name,
        ["urlVariable"] = JobVariables.Queue,
        ["visibilityTimeoutSeconds"] = plan.VisibilityTimeoutSeconds,
        ["messageRetentionSeconds"] = DeploymentDefaults.MessageRetentionSeconds,
    };

    private static JsonObject Function(
        FunctionPlan function,
        DeploymentPlan plan,
        string prefix,
        string table,
        BucketName? bucket,
        string? queue,
        TemplateOptions options)
    {
        JsonObject json = new()
        {
            ["name"] = $"{prefix}-{function.Key}",
            ["role"] = function.Role.ToString().ToLowerInvariant(),
        };
        if (function.Job is { } job)
            json["job"] = job.Name;
        json["handler"] = function.Handler;
        json["runtime"] = function.Runtime;
        json["architecture"] = options.Architecture ?? "x86_64";
        json["memorySize"] = function.MemorySize;
        json["timeoutSeconds"] = function.TimeoutSeconds;
        if (function.IsManaged)
            json["capacityProvider"] = plan.CapacityProvider!.Literal;
        json["environment"] = Environment(function, plan, prefix, table, bucket);
        json["permissions"] = Permissions(function, plan, prefix, table, bucket, queue);
        json["routes"] = new JsonArray([.. function.Routes.Select(Route)]);
        if (function.UrlAuthType is { } authType)
            json["url"] = new JsonObject { ["authType"] = authType, ["invokeMode"] = StreamPlan.TransferMode };
        if (function.Role is FunctionRole.Work)
        {
            json["async"] = new JsonObject
            {
                ["maximumRetryAttempts"] = AsyncPlan.MaximumRetryAttempts(function.Job!),
                ["maximumEventAgeSeconds"] = DeploymentDefaults.EventAgeSeconds,
                ["onFailure"] = $"{prefix}-settle",
            };
            json["recursiveLoop"] = function.IsOnCycle ? "Allow" : "Terminate";
        }

        if (function.Role is FunctionRole.Settle && queue is not null)
        {
            json["source"] = new JsonObject
            {
                ["queue"] = queue,
                ["batchSize"] = QueuePlan.BatchSize,
                ["maximumConcurrency"] = DeploymentDefaults.QueueConcurrency,
                ["functionResponseType"] = QueuePlan.ResponseType,
            };
        }

        return json;
    }

    private static JsonObject Environment(FunctionPlan function, DeploymentPlan plan, string prefix, string table, BucketName? bucket) =>
        new(FunctionVariables.Of(function.Deployed, plan.Settings, new ManifestValues(prefix, table, bucket?.Text))
            .Select(variable => KeyValuePair.Create(variable.Key, (JsonNode?)variable.Value)));

    private static JsonArray Permissions(
        FunctionPlan function, DeploymentPlan plan, string prefix, string table, BucketName? bucket, string? queue)
    {
        JsonArray permissions = [Permission(function.TableActions, "table", table)];
        if (function.QueriedIndex is { } index)
        {
            JsonObject query = Permission(["dynamodb:Query"], "table", table);
            query["index"] = index;
            permissions.Add(query);
        }

        foreach (string job in function.Deployed.Invokes)
            permissions.Add(Permission(["lambda:InvokeFunction"], "function", ManifestValues.WorkerOf(job, prefix)));
        if (function.Role is FunctionRole.Work)
            permissions.Add(Permission(["lambda:InvokeFunction"], "function", $"{prefix}-settle"));

        foreach (PayloadPermission permission in plan.Payloads?.PermissionsOf(function.Deployed) ?? [])
        {
            JsonObject allowed = Permission(permission.Actions, "bucket", bucket!.Bucket);
            if (permission.Objects is { } objects)
                allowed["objects"] = bucket.Keys(objects);
            permissions.Add(allowed);
        }

        if (queue is not null && QueuePlan.ActionsOf(function.Deployed, plan.Settings) is { Count: > 0 } actions)
            permissions.Add(Permission(actions, "queue", queue));
        foreach (KeyPermission permission in plan.KeyPermissionsOf(function))
        {
            JsonObject allowed = Permission(permission.Actions, "key", plan.Key!.Key.Literal);
            allowed["viaService"] = permission.Service;
            permissions.Add(allowed);
        }

        foreach (SecretPermission secrets in plan.SecretPermissionsOf(function))
        {
            foreach (SecretReference secret in secrets.Secrets)
                permissions.Add(Permission([secrets.Action], secret.IsParameter ? "parameter" : "secret", secret.Name));
        }

        return permissions;
    }

    private static JsonObject Permission(IEnumerable<string> actions, string kind, string name) => new()
    {
        ["actions"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
        [kind] = name,
    };

    private static JsonNode Route(RoutePlan route)
    {
        JsonObject json = new() { ["method"] = route.Method, ["path"] = route.Path };
        if (route.Authorizer is { } authorizer)
            json["authorizer"] = authorizer;
        if (route.Streams)
        {
            json["responseTransferMode"] = "STREAM";
            json["timeoutMilliseconds"] = StreamPlan.IntegrationMilliseconds;
        }

        return json;
    }

    private static JsonObject Jobs(IReadOnlyList<JobManifest> jobs)
    {
        JsonObject all = [];
        foreach (JobManifest job in jobs)
        {
            JsonObject json = new() { ["type"] = job.Type, ["method"] = job.Method };
            if (job.HasRoute)
            {
                json["httpMethod"] = job.HttpMethod;
                json["path"] = job.Path;
            }

            json["timeoutSeconds"] = job.TimeoutSeconds;
            json["memorySize"] = job.MemorySize;
            json["maxAttempts"] = job.MaxAttempts;
            json["reserveMilliseconds"] = job.ReserveMilliseconds;
            json["retentionHours"] = job.RetentionHours;
            json["totalTimeoutSeconds"] = job.TotalTimeoutSeconds;
            json["hasState"] = job.HasState;
            if (job.KeepsInput)
                json["keepsInput"] = true;
            if (job.Starts.Count > 0)
                json["starts"] = new JsonArray([.. job.Starts.Select(name => JsonValue.Create(name))]);
            all[job.Name] = json;
        }

        return all;
    }
}
