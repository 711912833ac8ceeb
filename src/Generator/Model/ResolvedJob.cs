namespace AsyncJobs.Generator.Model;

/// <summary>A job with what only all jobs together tell: the input of its output file.</summary>
/// <param name="Job">The job.</param>
/// <param name="TypeName">The name of the generated class.</param>
/// <param name="HintName">The name of the generated file.</param>
/// <param name="App">The assembly's AppJobs as C# refers to it.</param>
/// <param name="BodyContext">The context that knows the body's type; null for reflection.</param>
/// <param name="ResultContext">The context that knows the result's type; null for reflection.</param>
/// <param name="StateContext">The context that knows the state's type; null for reflection.</param>
/// <param name="HasServices">Whether optional services can be asked for; false also where the job has none.</param>
/// <param name="Project">What the project as a whole says of the output.</param>
internal sealed record ResolvedJob(
    JobModel Job,
    string TypeName,
    string HintName,
    string App,
    string? BodyContext,
    string? ResultContext,
    string? StateContext,
    bool HasServices,
    ProjectModel Project)
{
    /// <summary>How Lambda calls the assembly's methods; null where it runs a program instead.</summary>
    public HandlersModel? Handlers => Project.Handlers;

    /// <summary>Whether the job's input is kept: the attribute's word goes before the project's.</summary>
    public bool KeepsInput => Job.Limits.KeepInput ?? Project.KeepsInputs;
}
