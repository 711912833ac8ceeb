using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Whether a project may describe types to System.Text.Json by reflection.</summary>
internal static class JsonReflection
{
    private const string Default = "JsonSerializerIsReflectionEnabledByDefault";

    private static readonly string[] s_switches =
        ["PublishAot", "PublishTrimmed", "IsAotCompatible", "IsTrimmable", "EnableAotAnalyzer", "EnableTrimAnalyzer"];

    /// <summary>The property of the build that rules it out; null for none.</summary>
    public static string? RuledOutBy(AnalyzerConfigOptions options)
    {
        foreach (string name in s_switches)
        {
            if (Is(name, "true"))
                return name;
        }

        return Is(Default, "false") ? Default : null;

        bool Is(string name, string value) =>
            options.TryGetValue("build_property." + name, out string? set) && set.Equals(value, StringComparison.OrdinalIgnoreCase);
    }
}
