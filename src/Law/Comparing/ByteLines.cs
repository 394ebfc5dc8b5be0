namespace Mingsuan.Law.Comparing;

/// <summary>The lines of a stream as bytes, one at a time, in one buffer that grows to the longest line only.</summary>
public sealed class ByteLines(Stream stream, int most = ByteLines.Most)
{
    /// <summary>A longer line is no claim.</summary>
    public const int Most = 16 << 20;

    private byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    /// <summary>The number of the line last read, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>
    /// The next line that is not blank, without its end; false at the end of the stream. It is lent until the next
    /// call.
    /// </summary>
    public bool TryRead(out ReadOnlyMemory<byte> line)
    {
        while (TryTake(out line))
        {
            Number++;
            if (line.Span.IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private bool TryTake(out ReadOnlyMemory<byte> line)
    {
        var searched = 0;
        while (true)
        {
            var found = buffer.AsSpan(start + searched, end - start - searched).IndexOf((byte)'\n');
            if (found >= 0)
            {
                line = buffer.AsMemory(start, searched + found);
                start += searched + found + 1;
                return true;
            }

            searched = end - start;
            if (!Fill())
            {
                line = buffer.AsMemory(start, searched);
                start = end;
                return searched > 0;
            }
        }
    }

    private bool Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length)
        {
            if (end >= most)
            {
                throw new InvalidDataException($"line {Number + 1} is longer than {most} bytes");
            }

            Array.Resize(ref buffer, buffer.Length * 2);
        }

        var read = stream.Read(buffer, end, buffer.Length - end);
        end += read;
        return read > 0;
    }
}
