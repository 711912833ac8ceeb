using AsyncJobs.Evaluation.Checkouts;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Evaluation.Tests;

/// <summary>A project is compiled as its file says, without running it.</summary>
public sealed class ProjectFileTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory();

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\" />", false)]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Web\" />", true)]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Worker\" />", true)]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>", true)]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>exe </OutputType></PropertyGroup></Project>", true)]
    [InlineData("<Project Sdk=\"Microsoft.NET.Sdk.Web\"><PropertyGroup><OutputType>Library</OutputType></PropertyGroup></Project>", false)]
    public void A_program_is_one_by_its_own_word_or_its_SDK(string text, bool isProgram) =>
        Assert.Equal(isProgram, Read(text).IsProgram);

    [Fact]
    public void What_a_folder_says_of_its_projects_counts_unless_they_say_otherwise()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, ".git"));
        Write("Directory.Build.props", "<Project><PropertyGroup><OutputType>Exe</OutputType></PropertyGroup></Project>");

        Assert.True(Read("<Project Sdk=\"Microsoft.NET.Sdk\" />").IsProgram);
        Assert.False(Read("<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><OutputType>Library</OutputType></PropertyGroup></Project>").IsProgram);
    }

    [Theory]
    [InlineData("Microsoft.NET.Sdk.Web", true)]
    [InlineData("Microsoft.NET.Sdk", false)]
    public void The_entry_point_of_a_program_is_known(string sdk, bool hasEntryPoint)
    {
        Write("Program.cs", "public static class Program { public static void Main() { } }");

        Compilation compilation = new ProjectCompiler().Compile(Read($"<Project Sdk=\"{sdk}\" />"));

        Assert.Equal(hasEntryPoint, compilation.GetEntryPoint(TestContext.Current.CancellationToken) is not null);
    }

    [Theory]
    [InlineData("new Amazon.Lambda.AmazonLambdaClient(Amazon.RegionEndpoint.EUCentral1).InvokeAsync(new() { LogType = \"Tail\" })")]
    [InlineData("new Amazon.StepFunctions.AmazonStepFunctionsClient().StartExecutionAsync(new() { Name = \"a\" })")]
    public void Clients_whose_packages_are_imitated_bind(string call)
    {
        Write("Calls.cs", $"public class Calls {{ public object Call() => {call}; }}");

        Compilation compilation = new ProjectCompiler().Compile(Read("<Project Sdk=\"Microsoft.NET.Sdk\" />"));

        Assert.DoesNotContain(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken), static found => found.Severity == DiagnosticSeverity.Error);
    }

    private ProjectFile Read(string text) => ProjectFile.TryRead(Write("App.csproj", text))!;

    private string Write(string name, string text)
    {
        string path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
