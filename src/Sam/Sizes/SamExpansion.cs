using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Sizes;

/// <summary>
/// What SAM makes of a template: how many resources, and about how many bytes. It counts what SAM makes of functions, state machines and their
/// events, and of APIs; what else it may add, such as domains and usage plans of an API, it counts as nothing.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
/// </remarks>
internal sealed class SamExpansion
{
    private const string DeploymentPreference = "DeploymentPreference";
    private const string FunctionUrl = "FunctionUrlConfig";

    // Bytes of what SAM writes around what the template says, with names of some twenty letters. Measured with SAM's own translator.
    private const int FunctionBytes = 280;
    private const int RoleBytes = 480;
    private const int DestinationPolicyBytes = 260;
    private const int InvokeConfigBytes = 170;
    private const int PermissionBytes = 350;
    private const int RouteBytes = 330;
    private const int OtherBytes = 400;

    private readonly JsonObject? _ofAll;

    private SamExpansion(JsonObject? ofAll) => _ofAll = ofAll;

    /// <summary>How many resources the stack has.</summary>
    public int Resources { get; private set; }

    /// <summary>How many bytes the template has that SAM makes, about.</summary>
    public int Bytes { get; private set; }

    public static SamExpansion Of(JsonObject template)
    {
        SamExpansion expansion = new((template["Globals"] as JsonObject)?["Function"] as JsonObject);
        JsonObject resources = template["Resources"] as JsonObject ?? [];
        foreach ((string id, JsonNode? resource) in resources)
            expansion.Add(id, resource as JsonObject ?? []);

        HashSet<string> implicitApis = [.. resources.SelectMany(static resource => EventsOf(resource.Value)).Select(ImplicitApi).OfType<string>()];
        foreach (string api in implicitApis)
            expansion.Add(api == "Api" ? 3 : 2, OtherBytes);

        // The application of CodeDeploy and its role.
        if (resources.Any(resource => resource.Value is JsonObject one && IsFunction(one) && expansion.Has(PropertiesOf(one), DeploymentPreference)))
            expansion.Add(2, OtherBytes);
        foreach ((string name, JsonNode? section) in template)
        {
            if (name is not ("Resources" or "Globals" or "Transform"))
                expansion.Bytes += LengthOf(section);
        }

        return expansion;
    }

    private void Add(int resources, int bytes)
    {
        Resources += resources;
        Bytes += resources * bytes;
    }

    private void Add(string id, JsonObject resource)
    {
        Add(1, id.Length + LengthOf(resource));
        JsonObject properties = PropertiesOf(resource);
        switch (resource["Type"]?.ToString())
        {
            case ResourceTypes.Function:
                AddFunction(properties);
                break;
            case "AWS::Serverless::StateMachine":
                Add(properties.ContainsKey("Role") ? 0 : 1, RoleBytes);
                AddEvents(properties, isStateMachine: true);
                break;
            case "AWS::Serverless::CapacityProvider":
                Add(properties.ContainsKey("OperatorRole") ? 0 : 1, RoleBytes);
                break;
            case "AWS::Serverless::Api":
                Add(2, OtherBytes);
                break;
            case "AWS::Serverless::HttpApi":
                Add(1, OtherBytes);
                break;
        }
    }

    private void AddFunction(JsonObject properties)
    {
        Bytes += FunctionBytes + LengthOf(_ofAll);
        Add(Has(properties, "Role") ? 0 : 1, RoleBytes);
        if (Has(properties, "EventInvokeConfig"))
        {
            Add(1, InvokeConfigBytes);
            Bytes += Has(properties, "Role") ? 0 : DestinationPolicyBytes;
        }

        // A version and the alias.
        Add(Has(properties, "AutoPublishAlias") ? 2 : 0, OtherBytes);
        Add(Has(properties, DeploymentPreference) ? 1 : 0, OtherBytes);
        if (Has(properties, FunctionUrl))
        {
            JsonNode? url = properties[FunctionUrl] ?? _ofAll?[FunctionUrl];
            string? auth = (url as JsonObject)?["AuthType"]?.ToString();
            Add(auth == "NONE" ? 3 : 1, OtherBytes);
        }

        AddEvents(properties);
    }

    private void AddEvents(JsonObject properties, bool isStateMachine = false)
    {
        foreach ((string type, _) in EventsOf(properties))
        {
            switch (type)
            {
                case "Api" or "HttpApi":
                    Add(1, isStateMachine ? RoleBytes : PermissionBytes);
                    Bytes += RouteBytes;
                    break;
                default:
                    // Either a mapping or a permission alone; a rule, a subscription or a schedule has a permission or role beside it.
                    Add(type is "SQS" or "Kinesis" or "DynamoDB" or "MSK" or "MQ" or "SelfManagedKafka" or "DocumentDB" or "S3" or "Cognito"
                        or "AlexaSkill" ? 1 : 2, OtherBytes);
                    break;
            }
        }
    }

    private bool Has(JsonObject properties, string name) => properties.ContainsKey(name) || _ofAll?.ContainsKey(name) == true;

    private static IEnumerable<(string Type, JsonObject Properties)> EventsOf(JsonNode? resource)
    {
        JsonNode? properties = (resource as JsonObject)?["Properties"] ?? resource;
        foreach ((_, JsonNode? item) in (properties as JsonObject)?["Events"] as JsonObject ?? [])
        {
            if (item is JsonObject one && one["Type"] is { } type)
                yield return (type.ToString(), one["Properties"] as JsonObject ?? []);
        }
    }

    // The API that SAM adds for events that name none.
    private static string? ImplicitApi((string Type, JsonObject Properties) item) => item.Type switch
    {
        "Api" when !item.Properties.ContainsKey("RestApiId") => item.Type,
        "HttpApi" when !item.Properties.ContainsKey("ApiId") => item.Type,
        _ => null,
    };

    private static bool IsFunction(JsonObject resource) => resource["Type"]?.ToString() == ResourceTypes.Function;

    private static JsonObject PropertiesOf(JsonObject resource) => resource["Properties"] as JsonObject ?? [];

    private static int LengthOf(JsonNode? value) => value is null ? 0 : Encoding.UTF8.GetByteCount(value.ToJsonString(JsonText.Options));
}
