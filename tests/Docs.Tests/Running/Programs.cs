using System.Diagnostics;
using System.Reflection;
using AsyncJobs.Tests;
using Xunit;
using TemplateProgram = AsyncJobs.Sam.CommandLine.Commands;

namespace AsyncJobs.Docs.Tests.Running;

/// <summary>The programs that the documentation starts, as the build made them.</summary>
internal static class Programs
{
    public static string Sample { get; } = Metadata("SampleProgram");

    public static string Template { get; } = Metadata("TemplateProgram");

    /// <summary>Runs a program to its end; its standard output.</summary>
    public static Task<string> RunAsync(string fileName, params IEnumerable<string> arguments) => RunWithInputAsync("", fileName, arguments);

    /// <inheritdoc cref="RunAsync"/>
    /// <param name="input">Its standard input.</param>
    /// <param name="fileName">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    public static async Task<string> RunWithInputAsync(string input, string fileName, params IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(fileName, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{fileName} {string.Join(' ', arguments)}: {process.ExitCode}\n{await output}\n{await errors}");
        return await output;
    }

    /// <summary>Runs the template program in this process, which costs a tenth of one of its own, to its end, well or not; its standard error.</summary>
    public static string ErrorsOfTemplate(IEnumerable<string> arguments)
    {
        using StringWriter errors = new();
        _ = TemplateProgram.Run([.. arguments], TextWriter.Null, errors);
        return errors.ToString();
    }

    public static Task<string> RunTemplateAsync(params IEnumerable<string> arguments) => RunAsync(HostProcess.DotNet, [Template, .. arguments]);

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
