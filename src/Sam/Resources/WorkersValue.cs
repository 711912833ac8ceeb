using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The value of the variable that tells a function which workers it invokes, as a template writes it.</summary>
internal sealed class WorkersValue
{
    private readonly List<string> _pairs = [];
    private readonly JsonObject _variables = [];

    /// <summary>The value; null where there is nothing to tell.</summary>
    public JsonNode? Value
    {
        get
        {
            string text = string.Join(',', _pairs);
            return _pairs.Count == 0 ? null
                : _variables.Count > 0 ? new JsonObject { ["Fn::Sub"] = new JsonArray(text, _variables.DeepClone()) }
                : text.Contains("${", StringComparison.Ordinal) ? new JsonObject { ["Fn::Sub"] = text }
                : JsonValue.Create(text);
        }
    }

    /// <summary>Adds the function itself. A worker knows its own name, and a template in which a function refers to itself is refused.</summary>
    public void AddOwn(string job, JsonNode? alias)
    {
        if (alias is not null)
            _pairs.Add($"{job}=:{TextOf(alias, "Alias")}");
    }

    /// <summary>Adds a worker that the function can refer to.</summary>
    public void AddReferred(string job, string worker, JsonNode? alias) =>
        _pairs.Add($"{job}=${{{worker}{(alias is null ? "" : ".Alias")}}}");

    /// <summary>Adds a worker by the name that its function has.</summary>
    /// <param name="job">Its job.</param>
    /// <param name="changed">The name that a person gave it; null for the usual one.</param>
    /// <param name="prefix">What the usual name begins with.</param>
    /// <param name="alias">The alias that is invoked; null for none.</param>
    public void AddNamed(string job, JsonNode? changed, string prefix, JsonNode? alias)
    {
        string name = changed is null ? WorkerName.Text(prefix, job) : TextOf(changed, "Name" + LogicalId.Job(job));
        if (changed is null)
            WorkerName.AddVariables(_variables);
        _pairs.Add($"{job}={name}{(alias is null ? "" : ":" + TextOf(alias, "Alias" + LogicalId.Job(job)))}");
    }

    /// <summary>Adds all workers whose names are of one pattern.</summary>
    /// <param name="prefix">What the names begin with.</param>
    /// <param name="alias">The alias that is invoked; null for none.</param>
    public void AddAll(string prefix, JsonNode? alias)
    {
        WorkerName.AddVariables(_variables);
        _pairs.Add($"{WorkerPattern.Job}={WorkerName.Pattern(prefix)}{(alias is null ? "" : ":" + TextOf(alias, "Alias"))}");
    }

    // What is a text stands in the text as it is, and what is a call of another function by a variable.
    private string TextOf(JsonNode value, string variable)
    {
        if (value is JsonValue)
            return value.ToString();

        _variables[variable] = value.DeepClone();
        return $"${{{variable}}}";
    }
}
