using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Benchmarks.Generation;

/// <summary>
/// One generator with the project that it runs on next. Each has a compilation of its own, so that none profits from what another had bound.
/// </summary>
internal sealed class RunState(IIncrementalGenerator generator, LargeProject project)
{
    private GeneratorDriver _driver = LargeProject.NewDriver(generator);
    private CSharpCompilation _compilation = project.Fresh();

    public void PrepareFirstRun()
    {
        _driver = LargeProject.NewDriver(generator);
        _compilation = project.Fresh();
    }

    public void PrepareRerun()
    {
        PrepareFirstRun();
        Run();
        Edit();
    }

    public GeneratorDriver Run() => _driver = _driver.RunGenerators(_compilation);

    /// <summary>After a first run, an edit is enough to prepare another one.</summary>
    public void Edit() => _compilation = project.WithEditedBody();

    /// <summary>The same with an edit that changes what a file declares.</summary>
    public void EditDeclaration() => _compilation = project.WithEditedDeclaration();
}
