namespace Acme;

public class Holder
{
    public enum Colour { Red, Green }

    [Flags]
    public enum Access { None = 0, Read = 1, Write = 2 }

    public class Deeper
    {
        public enum Colour : ulong { Red = ulong.MaxValue, Green = 1 }
    }

    [AsyncJob("POST /enums/{colour}")]
    public static Colour Run(Colour colour, Access access, Deeper.Colour deeper, JobContext job, Colour?[]? many = null, Access both = Access.Read | Access.Write, Deeper.Colour top = Deeper.Colour.Red) => colour;
}
