using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.OpenApi;

/// <summary>What <c>--openapi</c> does.</summary>
internal static class OpenApiCommand
{
    // For people and tools that read JSON, not for a page of HTML.
    private static readonly JsonWriterOptions s_options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the document under the name and version of the program.</summary>
    /// <param name="app">The application.</param>
    /// <param name="settings">What its callers may do beyond what every application lets them.</param>
    /// <param name="file">Where to; null for the standard output.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    /// <exception cref="InvalidOperationException">A type of a job has no schema.</exception>
    public static void Run(JobApp app, OpenApiSettings settings, string? file)
    {
        byte[] document = Write(app, settings);
        using Stream output = file is null ? Console.OpenStandardOutput() : File.Create(file);
        output.Write(document);
    }

    /// <summary>Gives the document, as UTF-8.</summary>
    /// <exception cref="InvalidOperationException">A type of a job has no schema.</exception>
    public static byte[] Write(JobApp app, OpenApiSettings settings)
    {
        Assembly? program = Assembly.GetEntryAssembly();
        string? version = program?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

        string name = program?.GetName().Name ?? "Jobs";
        OpenApiSettings all = settings with
        {
            Organization = NotEmpty(program?.GetCustomAttribute<AssemblyCompanyAttribute>()?.Company),
            Description = NotEmpty(program?.GetCustomAttribute<AssemblyDescriptionAttribute>()?.Description),
        };

        // Without the commit, so that the document changes with the jobs alone.
        using MemoryStream document = new();
        using (Utf8JsonWriter writer = new(document, s_options))
            OpenApiDocument.Of(app, name, version?.Split('+')[0] ?? "1.0.0", JobAuthorizers.Of(app), all).WriteTo(writer);

        document.WriteByte((byte)'\n');
        return document.ToArray();
    }

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
