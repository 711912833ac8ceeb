using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>
/// Short names of namespaces in generated code, ready to have a type's name behind them: <c>Tasks::</c>. What is before <c>::</c> is looked for among
/// aliases alone, so that no type, member or parameter of the user's can stand in its way, whatever its name.
/// </summary>
/// <param name="areThere">
/// Whether there is a namespace block to declare them in. Outside of one they would meet the user's global aliases, and full names are written
/// instead.
/// </param>
/// <param name="externAliases">Names that mean another assembly already.</param>
internal sealed class Aliases(bool areThere, EquatableArray<string> externAliases)
{
    private readonly SortedDictionary<string, string> _used = new(StringComparer.Ordinal);

    /// <summary>AsyncJobs.Binding.</summary>
    public string Binding => Of("Binding", "AsyncJobs.Binding");

    /// <summary>System.Buffers.</summary>
    public string Buffers => Of("Buffers", "System.Buffers");

    /// <summary>AsyncJobs.Client.</summary>
    public string Client => Of("Client", "AsyncJobs.Client");

    /// <summary>Microsoft.Extensions.DependencyInjection.</summary>
    public string DependencyInjection => Of("DependencyInjection", "Microsoft.Extensions.DependencyInjection");

    /// <summary>System.Collections.Generic.</summary>
    public string Generic => Of("Generic", "System.Collections.Generic");

    /// <summary>System.IO.</summary>
    public string IO => Of("IO", "System.IO");

    /// <summary>AsyncJobs.Jobs.</summary>
    public string Jobs => Of("Jobs", "AsyncJobs.Jobs");

    /// <summary>Amazon.Lambda.Core.</summary>
    public string Lambda => Of("Lambda", "Amazon.Lambda.Core");

    /// <summary>System.Text.Json.Serialization.Metadata.</summary>
    public string Metadata => Of("Metadata", "System.Text.Json.Serialization.Metadata");

    /// <summary>System.Threading.Tasks.</summary>
    public string Tasks => Of("Tasks", "System.Threading.Tasks");

    /// <summary>System.Threading.</summary>
    public string Threading => Of("Threading", "System.Threading");

    /// <summary>The directives for those that were asked for.</summary>
    public IEnumerable<string> Directives()
    {
        foreach (KeyValuePair<string, string> alias in _used)
            yield return $"using {alias.Key} = global::{alias.Value};";
    }

    private string Of(string alias, string name)
    {
        if (!areThere || externAliases.Contains(alias))
            return $"global::{name}.";

        _used[alias] = name;
        return alias + "::";
    }
}
