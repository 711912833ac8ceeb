using Microsoft.CodeAnalysis;

namespace System.Runtime.CompilerServices;

/// <summary>Lets records have init-only properties on netstandard2.0.</summary>
[Embedded]
internal static class IsExternalInit;
