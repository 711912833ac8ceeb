using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>What the incremental steps of a run did.</summary>
internal sealed class StepLog(GeneratorRunResult result)
{
    private static readonly ImmutableHashSet<string> s_inputs =
        ["Compilation", "CompilationOptions", "ParseOptions", "AdditionalTexts", "AnalyzerConfigOptions", "MetadataReferences"];

    /// <summary>The outcomes of the generator's own steps. The compiler's carry syntax and symbols and are its own business.</summary>
    public ImmutableArray<(string Step, object? Value, IncrementalStepRunReason Reason)> Models { get; } =
    [
        .. from step in result.TrackedSteps
           where !s_inputs.Contains(step.Key) && !step.Key.Contains("_ForAttribute", StringComparison.Ordinal) && !result.TrackedOutputSteps.ContainsKey(step.Key)
           from run in step.Value
           from output in run.Outputs
           select (step.Key, (object?)output.Value, output.Reason),
    ];

    /// <summary>The outcomes of the emitting callbacks: one that is Cached was not called.</summary>
    public ImmutableArray<IncrementalStepRunReason> Outputs { get; } =
        [.. result.TrackedOutputSteps.Values.SelectMany(static runs => runs).SelectMany(static run => run.Outputs).Select(static output => output.Reason)];

    public int CountModels(IncrementalStepRunReason reason, string? step = null) =>
        Models.Count(model => model.Reason == reason && (step is null || model.Step == step));

    public int CountOutputs(IncrementalStepRunReason reason) => Outputs.Count(output => output == reason);

    /// <summary>Fails unless the run found nothing new and emitted nothing.</summary>
    public void AssertNothingDone()
    {
        Assert.All(
            Models,
            static model => Assert.True(
                model.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged,
                $"{model.Step} is {model.Reason}: {model.Value}"));
        Assert.All(Outputs, static reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
    }
}
