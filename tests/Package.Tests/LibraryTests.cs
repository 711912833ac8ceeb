using AsyncJobs.Package.Tests.Consumers;
using AsyncJobs.Package.Tests.Packing;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>Jobs in a library that a program references.</summary>
public sealed class LibraryTests(PackageFeed feed)
{
    [Fact]
    public async Task The_library_is_analyzed_and_the_program_runs_its_jobs_without_a_warning()
    {
        using Consumer consumer = new(feed);
        consumer.Write(
            "Library/Library.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net8.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="AsyncJobs" Version="{Repository.Version}" />
              </ItemGroup>
            </Project>
            """);
        consumer.WriteJob("Library", "Library");
        consumer.Write(
            "Program/Program.csproj",
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="../Library/Library.csproj" />
                <PackageReference Include="AsyncJobs.Local" Version="{Repository.Version}" />
              </ItemGroup>
            </Project>
            """);
        consumer.Write("Program/Program.cs", "return await AsyncJobs.Local.LocalHost.RunAsync(Library.AppJobs.App, args);\n");
        consumer.Write("Program/template.yaml", "this: is [a file of another tool\n");
        await consumer.DotNetAsync("build", "Program");
        Assert.True(File.Exists(consumer.File("Library", "serverless.template")));
        Assert.False(File.Exists(consumer.File("Program", "serverless.template")));

        string result = await RunningJobs.RunAsync(
            HostProcess.DotNet, [consumer.File("Program", "bin", "Debug", "net10.0", "Program.dll")], "/turned", """{"text":"abc"}""");
        Assert.Equal("""{"text":"cba"}""", result);
    }
}
