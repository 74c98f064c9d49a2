namespace Platform.Trainer.Data;

/// <summary>An 8-bit RGB picture, row-major, three bytes a pixel.</summary>
public sealed record RgbImage(int Width, int Height, byte[] Pixels);

/// <summary>A mask of class indices, row-major, one byte a pixel; 0 is background, 255 is ignored.</summary>
public sealed record LabelMask(int Width, int Height, byte[] Pixels);
