using System.Text.Json.Nodes;
using AsyncJobs.Sam.CommandLine;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Tests;

/// <summary>A folder with assemblies and a template, and the program that brings them together.</summary>
internal sealed class Workbench : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asyncjobs-template-");
    private string[] _functions = [];

    public Workbench(string template = "serverless.template") => Template = Path.Combine(Folder, template);

    /// <summary>One whose jobs have functions of their own for the requests that start them.</summary>
    public static Workbench PerJob(string template = "serverless.template") => new(template) { _functions = ["--functions", "perJob"] };

    public string Folder => _folder.FullName;

    public string Template { get; }

    public string Text
    {
        get => File.ReadAllText(Template);
        set => File.WriteAllText(Template, value);
    }

    /// <summary>What the last command printed as errors and warnings.</summary>
    public string Errors { get; private set; } = "";

    public string Output { get; private set; } = "";

    /// <summary>What the template says.</summary>
    public JsonObject Value => TemplateDocument.Parse(Text, false).Root.Value!.AsObject();

    public JsonObject Resources => Value["Resources"]!.AsObject();

    public JsonObject Properties(string id) => Resources[id]!["Properties"]!.AsObject();

    /// <summary>Writes jobs of an assembly named Sample.</summary>
    public int Write(string[] jobs, params string[] options) => WriteAs("Sample", jobs, options);

    public int WriteAs(string assembly, string[] jobs, params string[] options) => WriteFile(JobAssembly.Write(Folder, assembly, jobs), options);

    public int WriteFile(string assembly, params string[] options) =>
        Run(["write", "--assembly", assembly, "--template", Template, "--project", Folder, .. options]);

    public int Run(params string[] args)
    {
        StringWriter output = new();
        StringWriter errors = new();
        int code = Commands.Run([.. args, .. _functions], output, errors);
        Output = output.ToString();
        Errors = errors.ToString();
        return code;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
