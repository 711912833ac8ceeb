using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Sam.Sizes;
using AsyncJobs.Sam.Verification;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Brings a template up to date with the jobs of one assembly. What is another's - a person's, a tool's, another assembly's - is not touched.
/// </summary>
internal sealed class TemplateMerger
{
    private const string Written = "Written";
    private const string WrittenFunction = "WrittenFunction";
    private const string WrittenFunctions = "WrittenFunctions";

    // On the table of a template that was made when no job had a route: what a new template says of its API is still to be written.
    private const string WithoutApi = "WithoutApi";
    private const string Output = "AsyncJobsUrl";
    private const string Transform = "AWS::Serverless-2016-10-31";

    // They hold what nobody can make again.
    private static readonly HashSet<string?> s_kept = ["AWS::DynamoDB::Table", PayloadBucket.Type, PayloadBucket.PolicyType];

    private DeploymentPlan _plan;
    private readonly TemplateOptions _options;
    private readonly string _assembly;
    private readonly ApiReference _api;
    private readonly Dictionary<string, WrittenMark> _written = new(StringComparer.Ordinal);
    private TemplateDocument _document;
    private readonly List<TemplateWarning> _warnings = [];
    private readonly NeighbourChecks _neighbours;
    private readonly List<TemplateEdit> _edits = [];
    private bool _beganWithoutApi;

    private TemplateMerger(TemplateDocument document, DeploymentPlan plan, TemplateOptions options)
    {
        _document = document;
        _plan = plan;
        _options = options;
        _assembly = plan.Assembly.Assembly;
        _neighbours = new NeighbourChecks(plan, _warnings);
        _api = ApiReference.Of(plan.HasRoutes ? options.Api : "http", document);
    }

    /// <summary>Gives the template's text with the jobs.</summary>
    /// <param name="text">The text; empty for a new template.</param>
    /// <param name="isYamlIfEmpty">Whether a new template is YAML.</param>
    /// <param name="plan">The jobs.</param>
    /// <param name="options">What the build asks for.</param>
    /// <param name="codeUri">The project's folder, seen from the template.</param>
    /// <param name="warnings">What is likely not meant.</param>
    /// <exception cref="TemplateException">
    /// The template is malformed, has another's resource where the jobs need one, or would not be as it has to be.
    /// </exception>
    public static string Merge(
        string text,
        bool isYamlIfEmpty,
        DeploymentPlan plan,
        TemplateOptions options,
        string codeUri,
        out IReadOnlyList<TemplateWarning> warnings)
    {
        warnings = [];
        bool isNew = string.IsNullOrWhiteSpace(text);
        TemplateMerger merger = new(TemplateDocument.Parse(text, isYamlIfEmpty), plan, options);
        if (isNew && plan.Functions.Count == 0)
            return text;

        merger.WarnOfDuplicates();
        merger.MergeAll(isNew, codeUri);
        EditCheck.Verify(text, merger._document.Text, merger._edits);
        warnings = merger._warnings;
        return merger._document.Text;
    }

    private void MergeAll(bool isNew, string codeUri)
    {
        CheckResources();
        if (_plan.Payloads is { } payloads)
            PayloadBucket.Check(payloads, _document);
        ArnValue.Check(_plan.Key?.Key, _document);
        ArnValue.Check(_plan.CapacityProvider, _document);

        ReadMarks();
        _beganWithoutApi = isNew ? !_plan.HasRoutes : OwnMark.Of(_document.Find("Resources", SamResources.Table), WithoutApi) is not null;
        bool isFirstRoute = _plan.HasRoutes && (isNew || (_beganWithoutApi && !HasOurRoutes()));
        LeaveStatusToOthers();
        Dictionary<string, JsonObject> desired = new(
            SamResources.Make(_plan, _options, _api, _document, codeUri, new PersonalEdits(ChangedName, HasOwnPolicies)), StringComparer.Ordinal);
        LeaveToOthers(desired);
        new SettingChecks(_plan, _api, _document, _warnings).CheckAll(desired);
        if (desired.Count > 0)
            MergeHeader(isNew);
        MergeThrottling(isFirstRoute);

        List<DocumentEntry> before = OwnResources();
        MovedEvents moved = MovedEvents.Find(before, _written, desired, SamResources.EventNames(_plan));
        FurtherFunctions further = FurtherFunctions.Find(FirstOfRequests, before, _written, desired);
        _warnings.AddRange(moved.Warnings.Concat(further.Warnings));
        RemoveFormer(desired, new LostEdits(before, _written, desired, moved, further));
        if (desired.Count > 0 && _document.Find("Resources") is not { Kind: NodeKind.Map })
        {
            SetSection("Resources", new JsonObject(desired.Select(
                resource => KeyValuePair.Create(resource.Key, (JsonNode?)Mark(resource.Key, resource.Value, desired)))));
        }

        string? previous = null;
        foreach (string id in desired.Keys)
        {
            MergeResource(id, desired, moved, further, previous);
            previous = id;
        }

        _warnings.AddRange(ReplacedWorkers.Check(before, Resources()));
        _warnings.AddRange(SecretCheck.Check(OwnResources().FindAll(IsOfRequests), _document));
        StreamUrlCheck.Check(OwnResources(), desired, _plan);
        MergeOutput(isFirstRoute);
        CheckSizes(desired);
    }

    private void CheckSizes(Dictionary<string, JsonObject> desired)
    {
        if (desired.Count == 0)
            return;

        bool sharesFunctions = _plan.Functions.All(static function => function.Role is not FunctionRole.Accept);
        SizeChecks checks = new(_document.Root.Value!.AsObject(), _options, sharesFunctions, SamResources.RoomForPrefix(_plan, _options));
        _warnings.AddRange(checks.OfStack(_document.Text));
        foreach ((string id, JsonObject resource) in desired)
        {
            if (SamResources.IsFunction(resource))
                _warnings.AddRange(checks.OfFunction(id));
            else if (SharedRoles.Is(resource))
                _warnings.AddRange(checks.OfRole(id));
        }
    }

    private void ReadMarks()
    {
        foreach (DocumentEntry entry in Resources())
        {
            _written[entry.Key!] = WrittenMark.Parse(
                OwnMark.Of(entry.Node, Written) ?? OwnMark.Of(_document.Find("Resources", SamResources.LogsOf(entry.Key!)), WrittenFunction));
        }

        foreach (DocumentEntry entry in Resources().Where(resource => OwnMark.AssemblyOf(resource.Node) == _assembly))
        {
            foreach (DocumentEntry function in OwnMark.PartsOf(entry.Node, WrittenFunctions))
                _written[function.Key!] = WrittenMark.Parse(function.Node.Value?.ToString());
        }
    }

    private bool IsOfRequests(DocumentEntry resource) => FunctionIds.SharesRequests(resource.Key!, FirstOfRequests);

    private string FirstOfRequests => SamResources.FirstOfRequests(_plan, _options);

    // Those that a person removed are none, and those of a build before are its own. A function that comes beside others begins with theirs.
    private bool HasOwnPolicies(string function, JsonNode ours)
    {
        bool isFurther = FunctionIds.SharesRequests(function, FirstOfRequests) && _document.Find("Resources", function) is null;
        IEnumerable<string> models = isFurther
            ? OwnResources().FindAll(IsOfRequests).Select(static resource => resource.Key!)
            : [function];
        return models.Any(model =>
            _document.Find("Resources", model, "Properties", SamResources.RolePolicies)?.Value is { } policies
            && new ResourceMerger(_written[model]).HasOthers(PathOf(SamResources.RolePolicies), policies, ours));
    }

    // A role that a build before wrote is one of this program's.
    private bool HasOwnRole(string function) =>
        _document.Find("Resources", function, "Properties", SamResources.Role)?.Value is { } role
        && !_written[function].IsUnchanged(PathOf(SamResources.Role), role);

    private static string PathOf(string property) => WrittenMark.Child(WrittenMark.Child("", "Properties"), property);

    // The workers that invoke a function by its name have to be told the one that it has.
    private JsonNode? ChangedName(string function)
    {
        // Without a mark that was read it is none of the template's: this build has just added it.
        if (_document.Find("Resources", function) is not { } resource || !_written.TryGetValue(function, out WrittenMark? written))
            return null;

        string path = PathOf(SamResources.FunctionName);
        if (resource.Find("Properties")?.Node.Find(SamResources.FunctionName)?.Node is { Value: { } value })
            return written.IsUnchanged(path, value) ? null : value;

        return !written.Has(path) ? null : throw _document.Error(
            ErrorCodes.NameRemoved,
            $"The {SamResources.FunctionName} of '{function}' was removed. "
            + (_options.NamesWorkers
                ? "AsyncJobsWorkerNames is byJob, so other functions call it by that name. "
                : "Its job and others start each other, so their workers call it by that name, since CloudFormation refuses functions that refer to "
                    + "each other. ")
            + "Give it a name again; delete the resource to get the one that was there.",
            resource.Start);
    }

    private void CheckResources()
    {
        if (_document.Find("Resources") is { Kind: not NodeKind.Map, Value: not null } resources)
        {
            throw _document.Error(
                ErrorCodes.Malformed,
                "'Resources' is no mapping: jobs cannot be added to a list, a text or an alias.",
                resources.Start);
        }
    }

    private void WarnOfDuplicates()
    {
        foreach (DocumentEntry entry in DuplicateNames.In(_document.Root))
        {
            (int line, int column) = TemplateDocument.Position(_document.Text, entry.Start);
            _warnings.Add(new(
                ErrorCodes.DuplicateName,
                $"'{entry.Key}' is there twice in one mapping. SAM takes the last one, and others refuse it: remove one.")
            {
                Line = line,
                Column = column,
            });
        }
    }

    // One function for the URLs of jobs at one API: whoever wrote it first keeps it.
    private void LeaveStatusToOthers()
    {
        if (_plan.Functions.Any(function => function.Deployed.TellsOfJobs)
            && Resources().Find(other => IsOthers(other.Node) && _api.HasJobs(other.Node.Value)) is { } others)
        {
            _neighbours.CheckStatus(others, Resources());
            _plan = _plan.WithoutStatus();
        }
    }

    private void LeaveToOthers(Dictionary<string, JsonObject> desired)
    {
        // One table and one bucket: whoever wrote them first keeps them.
        foreach ((string id, JsonObject resource) in desired.ToList())
        {
            bool isOfAll = id is SamResources.Table or PayloadBucket.Id or PayloadBucket.PolicyId || AlarmSet.OfStack.Contains(id);
            if (isOfAll && IsOthers(_document.Find("Resources", id)))
            {
                desired.Remove(id);
                _neighbours.CheckKey(resource, _document.Find("Resources", id)!);
                if (id == PayloadBucket.Id)
                    _neighbours.CheckBucket(_document.Find("Resources", id)!);
                if (id == SamResources.Table)
                    _neighbours.CheckTable(_document.Find("Resources", id)!);
            }
            else if (resource["Type"]!.ToString() == ResourceTypes.Policy)
            {
                // With a role of the user's there is none of SAM's to add to.
                if (HasOwnRole(SamResources.WorkerOf(resource)) || _document.Find("Globals", "Function", SamResources.Role) is not null)
                {
                    desired.Remove(id);
                }
            }
        }
    }

    private bool IsOthers(DocumentNode? resource) =>
        resource is not null && OwnMark.IsOn(resource) && OwnMark.AssemblyOf(resource) is { } owner && owner != _assembly;

    // Those of this assembly's jobs.
    private List<DocumentEntry> OwnResources() =>
        Resources().FindAll(resource => OwnMark.IsOn(resource.Node) && OwnMark.AssemblyOf(resource.Node) == _assembly);

    private List<DocumentEntry> Resources() => _document.Find("Resources")?.Entries ?? [];

    private void MergeHeader(bool isNew)
    {
        if (isNew)
            SetSection("AWSTemplateFormatVersion", "2010-09-09");

        DocumentNode? transform = _document.Find("Transform");
        switch (transform?.Value)
        {
            case null:
                SetSection("Transform", Transform);
                break;
            case JsonArray list when !list.Any(item => item?.ToString() == Transform):
                _document = _document.Add(["Transform"], null, Transform, null);
                _edits.Add(new TemplateEdit(["Transform"], new JsonArray([.. list.Select(item => item?.DeepClone()), Transform])));
                break;
            case JsonObject:
                throw _document.Error(
                    ErrorCodes.Malformed,
                    $"The template's Transform is one mapping; the jobs' functions need {Transform} too. Make it a list of both.",
                    transform!.Start);
            case JsonValue one when one.ToString() != Transform:
                throw _document.Error(
                    ErrorCodes.Malformed,
                    $"The template has the Transform '{one}' alone; the jobs' functions need {Transform} too. Make it a list of both.",
                    transform!.Start);
        }
    }

    // The section is a person's from the first build with a route on. It follows the kind of the API as long as nobody has touched it.
    private void MergeThrottling(bool isFirstRoute)
    {
        if (!_plan.HasRoutes || _api.LogicalId is not null)
            return;
        if ((isFirstRoute && _document.Find("Globals") is null) || Canonical.AreEqual(_document.Find("Globals")?.Value, Throttling.Of(!_api.IsRest)))
            SetSection("Globals", Throttling.Of(_api.IsRest));
    }

    private void SetSection(string name, JsonNode value)
    {
        _edits.Add(new TemplateEdit([name], value));
        DocumentEntry? entry = _document.Root.Find(name);
        if (entry is not null)
        {
            _document = _document.Replace(_document.Root, entry, value);
            return;
        }

        // The sections that come before Resources by custom.
        DocumentEntry? version = _document.Root.Find("AWSTemplateFormatVersion");
        _document = _document.Add([], name, value, name == "Transform" ? version : null);
    }

    private void RemoveFormer(Dictionary<string, JsonObject> desired, LostEdits lost)
    {
        List<DocumentEntry> all = Resources().FindAll(resource => IsFormer(resource, desired));
        _warnings.AddRange(lost.Of([.. all.Select(static resource => resource.Key!).Distinct()]));
        while (Resources().Find(resource => IsFormer(resource, desired)) is { } former)
        {
            _document = _document.Remove(_document.Find("Resources")!, former);
            _edits.Add(new TemplateEdit(["Resources", former.Key!], null));
        }
    }

    private bool IsFormer(DocumentEntry resource, Dictionary<string, JsonObject> desired) =>
        !desired.ContainsKey(resource.Key!)
        && OwnMark.IsOn(resource.Node)
        && OwnMark.AssemblyOf(resource.Node) == _assembly
        && !s_kept.Contains(resource.Node.Find("Type")?.Node.Value?.ToString());

    private void MergeResource(
        string id, Dictionary<string, JsonObject> desired, MovedEvents moved, FurtherFunctions further, string? previous)
    {
        DocumentEntry? entry = _document.Find("Resources")!.Find(id);
        if (entry is null)
        {
            DocumentEntry? after = previous is null ? null : _document.Find("Resources")!.Find(previous);
            SetResource(id, Mark(id, further.Into(id, moved.Into(id, desired[id])), desired), after);
            return;
        }

        CheckIsOurs(entry);
        JsonObject theirs = OwnMark.WithoutMark(entry.Node.Value!.AsObject());

        // The build shares a role only where all policies that stand here were found to be its own: none of them is a person's to keep beside it.
        if (desired[id]["Properties"]?[SamResources.Role] is not null && theirs["Properties"] is JsonObject properties)
            properties.Remove(SamResources.RolePolicies);

        ResourceMerger merger = new(_written.GetValueOrDefault(id, WrittenMark.Parse(null)));
        JsonObject merged = merger.Merge(theirs, WithChangedName(id, moved.Into(id, desired[id])));
        SetResource(id, Mark(id, merged, desired), null);
        WarnOfLost(id, merger.Lost, moved);
    }

    private void WarnOfLost(string id, IReadOnlyList<string> lost, MovedEvents moved)
    {
        string[] gone = [.. lost.Where(edit => !moved.HasLeft(id, edit))];
        if (gone.Length > 0)
        {
            _warnings.Add(new(
                ErrorCodes.EditsRemoved,
                $"Parts of '{id}' are removed with what was written into them by hand: {string.Join(", ", gone)}. "
                + "Write elsewhere what is still needed of that."));
        }
    }

    // A name that a person gave stays whole: it is not merged part by part with the usual one, which is what the mark remembers.
    private JsonObject WithChangedName(string id, JsonObject desired)
    {
        if (!SamResources.IsFunction(desired) || desired["Properties"]?[SamResources.FunctionName] is null || ChangedName(id) is not { } changed)
            return desired;

        JsonObject named = desired.DeepClone().AsObject();
        named["Properties"]![SamResources.FunctionName] = changed.DeepClone();
        return named;
    }

    private void SetResource(string id, JsonObject value, DocumentEntry? after)
    {
        _document = _document.Find("Resources", id) is null
            ? _document.Add(["Resources"], id, value, after)
            : DocumentUpdate.Apply(_document, ["Resources", id], value);
        _edits.Add(new TemplateEdit(["Resources", id], value));
    }

    private void CheckIsOurs(DocumentEntry entry)
    {
        if (entry.Node.Kind is not NodeKind.Map || !OwnMark.IsOn(entry.Node))
        {
            throw _document.Error(
                ErrorCodes.NotOurs,
                $"The jobs of {_assembly} need a resource named '{entry.Key}', and the template has one that AsyncJobs did not write. "
                + "Rename it, or set AsyncJobsPrefix to what the names of the jobs' resources shall begin with. "
                + "If it is one that AsyncJobs wrote and its Metadata was removed, delete the whole resource.",
                entry.Start);
        }

        if (IsOthers(entry.Node))
        {
            throw _document.Error(
                ErrorCodes.NotOurs,
                $"The jobs of {_assembly} need a resource named '{entry.Key}', which belongs to the jobs of {OwnMark.AssemblyOf(entry.Node)}. "
                + "Set AsyncJobsPrefix in one of the two projects. If the assembly was renamed, delete the resources of the old name.",
                entry.Start);
        }
    }

    private JsonObject Mark(string id, JsonObject resource, Dictionary<string, JsonObject> desired)
    {
        // SAM builds functions together whose metadata are equal, so what was written into a function is remembered by its log group.
        JsonObject own = new() { [OwnMark.Assembly] = _assembly };
        bool isInShared = _options.SharesLogGroup && SamResources.IsFunction(desired[id]);
        if (!isInShared && !desired.ContainsKey(SamResources.LogsOf(id)))
            own[Written] = WrittenMark.Of(desired[id]);
        if (id == SamResources.Table && _beganWithoutApi && !_plan.HasRoutes)
            own[WithoutApi] = "true";
        if (SamResources.FunctionOf(id) is { } function && desired.TryGetValue(function, out JsonObject? logged))
            own[WrittenFunction] = WrittenMark.Of(logged);
        if (_options.SharesLogGroup && SamResources.IsLogGroup(desired[id]))
        {
            own[WrittenFunctions] = new JsonObject(desired.Where(other => SamResources.IsFunction(other.Value)).Select(
                function => KeyValuePair.Create(function.Key, (JsonNode?)WrittenMark.Of(function.Value))));
        }

        JsonObject metadata = new() { ["Tool"] = OwnMark.Tool, [OwnMark.Tool] = own };
        if (resource["Metadata"] is JsonObject more)
        {
            foreach ((string name, JsonNode? value) in more)
                metadata[name] = value?.DeepClone();
        }

        // Behind the type, where a reader looks for whose it is.
        JsonObject marked = [];
        foreach ((string name, JsonNode? value) in resource)
        {
            if (name != "Metadata")
                marked[name] = value?.DeepClone();
            if (name == "Type")
                marked["Metadata"] = metadata;
        }

        marked.TryAdd("Metadata", metadata);
        return marked;
    }

    private bool HasOurRoutes() => Resources().Exists(resource =>
        OwnMark.IsOn(resource.Node) && resource.Node.Find("Properties")?.Node.Find("Events") is not null);

    // It refers to the API, which is not there before a function has a route.
    private void MergeOutput(bool isFirstRoute)
    {
        if (isFirstRoute && _document.Find("Outputs") is null)
        {
            SetSection("Outputs", new JsonObject
            {
                [Output] = new JsonObject { ["Description"] = "Where jobs are started", ["Value"] = _api.Url() },
            });
        }
        else if (_document.Find("Outputs", Output) is { } output && IsOurUrl(output))
        {
            if (!HasOurRoutes())
                RemoveOutput();
            else if (_plan.HasRoutes)
                SetOutputUrl();
        }
    }

    private void RemoveOutput()
    {
        string[] path = _document.Find("Outputs")!.Entries.Count == 1 ? ["Outputs"] : ["Outputs", Output];
        DocumentNode parent = _document.Find(path[..^1])!;
        _document = _document.Remove(parent, parent.Find(path[^1])!);
        _edits.Add(new TemplateEdit(path, null));
    }

    private void SetOutputUrl()
    {
        string[] path = ["Outputs", Output, "Value"];
        JsonNode url = _api.Url();
        _document = DocumentUpdate.Apply(_document, path, url);
        _edits.Add(new TemplateEdit(path, url));
    }

    private static bool IsOurUrl(DocumentNode output) =>
        (output.Find("Value")?.Node.Value as JsonObject)?["Fn::Sub"]?.ToString() is { } url
        && System.Text.RegularExpressions.Regex.IsMatch(url, @"^https://\$\{\w+\}\.execute-api\.\$\{AWS::Region\}\.\$\{AWS::URLSuffix\}(/Prod)?$");
}
