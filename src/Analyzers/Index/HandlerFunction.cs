using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Index;

/// <summary>A function that Lambda calls.</summary>
/// <param name="Symbol">The method or lambda.</param>
/// <param name="Syntax">Its declaration.</param>
internal sealed record HandlerFunction(IMethodSymbol Symbol, SyntaxNode Syntax);
