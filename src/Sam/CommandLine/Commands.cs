using AsyncJobs.Sam.Manifest;
using AsyncJobs.Sam.Merging;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.CommandLine;

/// <summary>The program.</summary>
internal static class Commands
{
    /// <summary>Runs a command. What is wrong goes to <paramref name="errors"/> as compilers write it, for builds and editors.</summary>
    /// <returns>0 for success, 1 where <paramref name="errors"/> says what is wrong.</returns>
    public static int Run(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            switch (args)
            {
                case ["write", .. var rest]:
                    Write(CommandLineOptions.Parse(rest), output, errors);
                    return 0;
                case ["manifest", .. var rest]:
                    TemplateOptions options = CommandLineOptions.Parse(rest);
                    DeploymentPlan plan = DeploymentPlan.Make(ManifestReader.Read(options.Assembly), options);
                    Warn(plan, options, errors);
                    output.WriteLine(ManifestPrinter.Print(plan, options));
                    return 0;
                case ["--help" or "-h" or "-?"]:
                    output.WriteLine(CommandLineOptions.Help);
                    return 0;
                default:
                    throw new TemplateException(ErrorCodes.CommandLine, "The first argument must be write or manifest. --help tells more.");
            }
        }
        catch (TemplateException exception)
        {
            errors.WriteLine(Line("error", exception.File, exception.Line, exception.Column, exception.Code, exception.Message));
            return 1;
        }
        catch (Exception exception)
        {
            // Nothing is left to do but to say so; the template is only ever replaced as a whole, and after all else.
            errors.WriteLine(Line("error", null, 0, 0, ErrorCodes.Unexpected,
                $"An error in AsyncJobs itself: {exception.Message} The template is as it was. "
                + "Please report it, with the template and these lines."));
            errors.WriteLine(exception);
            return 1;
        }
    }

    private static void Write(TemplateOptions options, TextWriter output, TextWriter errors)
    {
        if (options.LogRetentionDays == 0 && (options.HasAlarms || options.SharesLogGroup))
        {
            throw new TemplateException(
                ErrorCodes.CommandLine,
                options.HasAlarms
                    ? "AsyncJobsAlarms needs the log groups that AsyncJobsLogRetentionDays=0 leaves to Lambda: set it to a number of days."
                    : "AsyncJobsLogGroups is shared, and AsyncJobsLogRetentionDays=0 leaves log groups to Lambda: set it to a number of days.");
        }

        DeploymentPlan plan = DeploymentPlan.Make(ManifestReader.Read(options.Assembly), options);
        Warn(plan, options, errors);
        string path = Path.GetFullPath(options.Template);
        bool isYaml = Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml";
        string codeUri = Path.GetRelativePath(Path.GetDirectoryName(path)!, Path.GetFullPath(options.Project)).Replace('\\', '/').TrimEnd('/');
        if (plan.Functions.Count == 0 && !TemplateFile.Contains(path, OwnMark.Tool))
            return;

        IReadOnlyList<TemplateWarning> warnings = [];
        bool isWritten = TemplateFile.Update(path, text => TemplateMerger.Merge(text, isYaml, plan, options, codeUri, out warnings));
        foreach (TemplateWarning warning in warnings)
            errors.WriteLine(Line("warning", path, warning.Line, warning.Column, warning.Code, warning.Message));
        if (isWritten)
            output.WriteLine($"{plan.Assembly.Assembly} -> {path}");
    }

    private static void Warn(DeploymentPlan plan, TemplateOptions options, TextWriter errors)
    {
        foreach (TemplateWarning warning in plan.Warnings)
            errors.WriteLine(Line("warning", options.Assembly, 0, 0, warning.Code, warning.Message));
    }

    // https://learn.microsoft.com/visualstudio/msbuild/msbuild-diagnostic-format-for-tasks
    private static string Line(string kind, string? file, int line, int column, string code, string message)
    {
        string place = file is null ? "AsyncJobs.Template" : line > 0 ? $"{Path.GetFullPath(file)}({line},{column})" : Path.GetFullPath(file);
        return $"{place}: {kind} {code}: {message.ReplaceLineEndings(" ")} ({Documentation.Rules}{code}.md)";
    }
}
