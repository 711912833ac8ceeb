using System.Diagnostics;
using System.Reflection;
using AsyncJobs.Tests;
using Xunit;

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
        (int exitCode, string output, string errors) = await StartAsync(input, fileName, arguments);
        Assert.True(exitCode == 0, $"{fileName} {string.Join(' ', arguments)}: {exitCode}\n{output}\n{errors}");
        return output;
    }

    /// <summary>Runs the template program to its end, well or not; its standard error.</summary>
    public static async Task<string> ErrorsOfTemplateAsync(IEnumerable<string> arguments) => (await StartAsync("", HostProcess.DotNet, [Template, .. arguments])).Errors;

    public static Task<string> RunTemplateAsync(params IEnumerable<string> arguments) => RunAsync(HostProcess.DotNet, [Template, .. arguments]);

    private static async Task<(int ExitCode, string Output, string Errors)> StartAsync(string input, string fileName, IEnumerable<string> arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(fileName, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await errors);
    }

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
