using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>A parameter that takes what a delegate is called with.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Function">The lambda whose it is; null for a method.</param>
internal sealed record LambdaTaker(IParameterSymbol Parameter, IAnonymousFunctionOperation? Function);
