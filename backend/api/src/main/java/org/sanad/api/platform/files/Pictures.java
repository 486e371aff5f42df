package org.sanad.api.platform.files;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a picture's variants: decoded, turned upright, cropped, scaled and written anew, so that nothing of the uploaded bytes is ever served:
 * no place where a photograph was taken, no second file hidden in the first. The size is read from the header before a pixel is decoded, and
 * what is larger than a screen needs is thinned out while it is read, so that a small file that claims a vast surface costs little.
 */
final class Pictures {

    static final int NARROWEST = 640;
    private static final long MOST_PIXELS = 120_000_000;
    private static final long DECODED_PIXELS = 12_000_000;
    private static final List<Integer> WIDTHS = List.of(320, 640, 960, 1280, 1920);
    private static final float QUALITY = 0.82f;

    private Pictures() {}

    /** A rectangle of the upright original. */
    record Crop(int x, int y, int width, int height) {}

    /** What became of a file. */
    sealed interface Outcome {

        /**
         * A picture with its variants.
         *
         * @param variants encoded bytes by width, ascending
         */
        record Made(int width, int height, String contentType, String placeholder, Map<Integer, byte[]> variants)
                implements Outcome {}

        record NotAPicture() implements Outcome {}

        record TooNarrow(int width) implements Outcome {}

        record TooLarge() implements Outcome {}

        record CropOutside(int width, int height) implements Outcome {}
    }

    /** Reads a file of a known kind and makes its variants. Blocks, for up to seconds. */
    static Outcome make(Path file, FileKind kind, @Nullable Crop crop) throws IOException {
        int turn = kind == FileKind.JPEG ? Orientation.of(file) : 1;
        var reader = reader(kind);
        try (var in = new FileImageInputStream(file.toFile())) {
            reader.setInput(in, true, true);
            int rawWidth = reader.getWidth(0);
            int rawHeight = reader.getHeight(0);
            if ((long) rawWidth * rawHeight > MOST_PIXELS) {
                return new Outcome.TooLarge();
            }
            boolean sideways = turn >= 5;
            int width = sideways ? rawHeight : rawWidth;
            int height = sideways ? rawWidth : rawHeight;
            var wanted = crop == null ? new Crop(0, 0, width, height) : crop;
            if (wanted.x < 0
                    || wanted.y < 0
                    || wanted.width < 1
                    || wanted.height < 1
                    || (long) wanted.x + wanted.width > width
                    || (long) wanted.y + wanted.height > height) {
                return new Outcome.CropOutside(width, height);
            }
            if (wanted.width < NARROWEST) {
                return new Outcome.TooNarrow(wanted.width);
            }
            int thin = 1;
            while ((long) rawWidth * rawHeight / ((long) thin * thin) > DECODED_PIXELS) {
                thin++;
            }
            var parameters = reader.getDefaultReadParam();
            parameters.setSourceSubsampling(thin, thin, 0, 0);
            var upright = upright(reader.read(0, parameters), turn);
            return variants(cut(upright, wanted, thin), wanted);
        } catch (IOException | RuntimeException broken) {
            // readers throw all sorts of things at bytes that only pretend
            return new Outcome.NotAPicture();
        } finally {
            reader.dispose();
        }
    }

    private static ImageReader reader(FileKind kind) throws IOException {
        return switch (kind) {
            case JPEG -> ImageIO.getImageReadersByFormatName("jpeg").next();
            case PNG -> ImageIO.getImageReadersByFormatName("png").next();
            case WEBP -> new WebPImageReaderSpi().createReaderInstance(null);
            case CSV, XML -> throw new IllegalArgumentException("no picture: " + kind);
        };
    }

    private static BufferedImage cut(BufferedImage upright, Crop wanted, int thin) {
        int x = Math.min(wanted.x / thin, upright.getWidth() - 1);
        int y = Math.min(wanted.y / thin, upright.getHeight() - 1);
        int width = Math.clamp(wanted.width / thin, 1, upright.getWidth() - x);
        int height = Math.clamp(wanted.height / thin, 1, upright.getHeight() - y);
        return upright.getSubimage(x, y, width, height);
    }

    private static Outcome variants(BufferedImage picture, Crop size) throws IOException {
        boolean transparent = picture.getColorModel().hasAlpha();
        int largest = Math.min(picture.getWidth(), WIDTHS.getLast());
        var widths = Stream.concat(WIDTHS.stream().filter(width -> width < largest), Stream.of(largest))
                .toList()
                .reversed();
        var variants = new java.util.TreeMap<Integer, byte[]>();
        var present = picture;
        for (int width : widths) {
            int height = Math.max(1, Math.round((float) picture.getHeight() * width / picture.getWidth()));
            present = scaled(present, width, height, transparent);
            variants.put(width, transparent ? png(present) : jpeg(present));
        }
        return new Outcome.Made(
                size.width,
                size.height,
                transparent ? "image/png" : "image/jpeg",
                average(present),
                new LinkedHashMap<>(variants));
    }

    private static BufferedImage scaled(BufferedImage source, int width, int height, boolean transparent) {
        var present = source;
        while (present.getWidth() > 2 * width && present.getHeight() > 1) {
            present = drawn(present, present.getWidth() / 2, Math.max(1, present.getHeight() / 2), transparent);
        }
        return drawn(present, width, height, transparent);
    }

    private static BufferedImage drawn(BufferedImage source, int width, int height, boolean transparent) {
        var target = new BufferedImage(
                width, height, transparent ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        var graphics = target.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(source, 0, 0, width, height, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }

    private static BufferedImage upright(BufferedImage picture, int turn) {
        if (turn == 1) {
            return picture;
        }
        int width = picture.getWidth();
        int height = picture.getHeight();
        var way = switch (turn) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
        boolean sideways = turn >= 5;
        var target =
                new BufferedImage(sideways ? height : width, sideways ? width : height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = target.createGraphics();
        try {
            graphics.drawImage(picture, way, null);
        } finally {
            graphics.dispose();
        }
        return target;
    }

    private static byte[] jpeg(BufferedImage picture) throws IOException {
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var parameters = writer.getDefaultWriteParam();
            parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            parameters.setCompressionQuality(QUALITY);
            parameters.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), parameters);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private static byte[] png(BufferedImage picture) throws IOException {
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(picture, "png", bytes)) {
            throw new IOException("no PNG writer");
        }
        return bytes.toByteArray();
    }

    private static String average(BufferedImage picture) {
        long red = 0;
        long green = 0;
        long blue = 0;
        long count = 0;
        int step = Math.max(1, picture.getWidth() / 64);
        for (int y = 0; y < picture.getHeight(); y += step) {
            for (int x = 0; x < picture.getWidth(); x += step) {
                var colour = new Color(picture.getRGB(x, y));
                red += colour.getRed();
                green += colour.getGreen();
                blue += colour.getBlue();
                count++;
            }
        }
        return String.format(Locale.ROOT, "#%02x%02x%02x", red / count, green / count, blue / count);
    }
}
